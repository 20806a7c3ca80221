/** What can be done with the sheet of Draw. */
import { isBlank } from '@shared/data/digits/sheet';
import { isForInk } from '@shared/data/recipe';
import { IconEraser, IconFileExport, IconPencil, IconPhoto } from '@tabler/icons-react';
import { type Action, always } from '../../actions/action';
import { attempt } from '../../state/operations';
import { useView } from '../../state/view-store';
import { clearSheet, takePicture } from './state/draw-store';
import { drawingCount, exportDrawingsOf } from './state/drawings-store';
import { firstForm } from './state/predictions-store';
import { readPicture } from './state/read-picture';

export const drawDigit: Action = {
  id: 'drawDigit',
  label: 'action.drawDigit',
  Icon: IconPencil,
  enabled: always,
  perform: () => useView.getState().show('draw'),
};

export const clear: Action = {
  id: 'clearSheet',
  label: 'action.clearSheet',
  Icon: IconEraser,
  shortcuts: ['Escape'],
  yieldsToTyping: true,
  enabled({ view, draw }) {
    if (view.view !== 'draw') return 'reason.notInDraw';
    return isBlank(draw.sheet) ? 'reason.nothingDrawn' : true;
  },
  perform: clearSheet,
};

/** Takes an image file, however it came, and shows what is wrong with one that cannot be used. */
export const openPictureFile = (file: Blob, name: string): void =>
  void attempt('openPicture', async () => {
    const { photo, ink } = await readPicture(file, name, isForInk(firstForm().recipe));
    takePicture(photo, ink);
    useView.getState().show('draw');
    return null;
  });

/** There is room for one on the sheet. */
export function openFirst([file]: readonly File[]): void {
  if (file) openPictureFile(file, file.name);
}

export const openPicture: Action = {
  id: 'openPicture',
  label: 'action.openPicture',
  Icon: IconPhoto,
  enabled: always,
  perform() {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = 'image/*';
    input.addEventListener('change', () => {
      openFirst([...(input.files ?? [])]);
    });
    input.click();
  },
};

/** Of the classes of the network that predicts. */
function drawnSet() {
  const { classes, input } = firstForm();
  return { classes, shape: input };
}

export const exportDrawings: Action = {
  id: 'exportDrawings',
  label: 'action.exportDrawings',
  Icon: IconFileExport,
  enabled: ({ drawings }) => ((drawingCount(drawnSet(), drawings) ?? 0) > 0 ? true : 'reason.noDrawings'),
  perform: () =>
    void attempt('exportDrawings', async () => {
      const written = await exportDrawingsOf(drawnSet());
      return written && { kind: 'success', text: ({ t }) => t('notice.drawingsExported', { folder: written.folder }) };
    }),
};

export const drawActions: readonly Action[] = [drawDigit, clear, openPicture, exportDrawings];
