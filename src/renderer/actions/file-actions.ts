/** Designs, datasets and parameters in and out of files. */

import { errorFrom } from '@shared/kasane-error';
import { parseDraft } from '@shared/spec/parse-run-spec';
import { SPEC_VERSION } from '@shared/spec/run-spec';
import {
  IconDatabase,
  IconDeviceFloppy,
  IconFile,
  IconFileExport,
  IconFileImport,
  IconFolderOpen,
  IconList,
  IconNumbers,
  IconX,
} from '@tabler/icons-react';
import { request } from '../state/bridge';
import { refreshCatalogue } from '../state/catalogue-store';
import { openDataDialog } from '../state/data-store';
import { openExport, toExport } from '../state/export-store';
import { attempt } from '../state/operations';
import { runIsActive } from '../state/studio-store';
import { useView } from '../state/view-store';
import { currentSpec, designSaved } from '../views/design/state/design-store';
import { showOpened } from '../views/design/state/opened-design';
import { replaceDesign } from '../views/design/state/replace-design';
import { chooseRuns } from '../views/runs/state/runs-store';
import { type Action, always } from './action';

export const newDesign: Action = {
  id: 'newDesign',
  label: 'action.newDesign',
  Icon: IconFile,
  shortcuts: ['mod+N'],
  enabled: always,
  perform() {
    replaceDesign(parseDraft({ version: SPEC_VERSION, name: 'New design', network: { layers: [] } }));
    useView.getState().show('design');
  },
};

export const openDesign: Action = {
  id: 'openDesign',
  label: 'action.openDesign',
  Icon: IconFolderOpen,
  shortcuts: ['mod+O'],
  enabled: always,
  perform: () =>
    void attempt('openDesign', async () => {
      const opened = await request('openDesign');
      return opened && showOpened(opened);
    }),
};

const save = (elsewhere: boolean) =>
  void attempt('saveDesign', async () => {
    const spec = currentSpec();
    const written = await request('saveDesign', { spec, elsewhere });
    if (!written) return null;
    designSaved(spec, written.file);
    return { kind: 'success', text: ({ t }) => t('notice.designSaved', { file: written.file }) };
  });

export const saveDesign: Action = {
  id: 'saveDesign',
  label: 'action.saveDesign',
  Icon: IconDeviceFloppy,
  shortcuts: ['mod+S'],
  enabled({ design: { design, saved } }) {
    return design.spec === saved ? 'reason.alreadySaved' : true;
  },
  perform: () => save(false),
};

export const saveDesignAs: Action = {
  id: 'saveDesignAs',
  label: 'action.saveDesignAs',
  Icon: IconDeviceFloppy,
  shortcuts: ['mod+shift+S'],
  enabled: always,
  perform: () => save(true),
};

export const exportParameters: Action = {
  id: 'exportParameters',
  label: 'action.exportParameters',
  Icon: IconFileExport,
  shortcuts: ['mod+E'],
  enabled: (context) => (toExport(context) === null ? 'reason.nothingToExport' : true),
  perform: openExport,
};

export const importParameters: Action = {
  id: 'importParameters',
  label: 'action.importParameters',
  Icon: IconFileImport,
  shortcuts: ['mod+I'],
  enabled({ studio }) {
    if (runIsActive(studio)) return 'reason.runActive';
    return studio.dataset?.status === 'ready' ? true : 'reason.datasetChecking';
  },
  perform: () =>
    void attempt('importParameters', async () => {
      const found = await request('importParameters', { design: currentSpec() });
      if (!found) return null;
      replaceDesign(found.spec, null, ({ t }) => t('notice.imported', { file: found.file }));
      useView.getState().show('train');
      return null;
    }),
};

/** Reads the file as another of the networks that its tensors may belong to. */
export const readImportedAs = (chosen: string): void =>
  void attempt('importParameters', async () => {
    const found = await request('readImportedAs', { chosen, design: currentSpec() });
    replaceDesign(found.spec, null, ({ t }) => t('notice.imported', { file: found.file }));
    return null;
  });

/** Makes a run of the file, to be compared and inspected like any other. */
export const keepImported: Action = {
  id: 'keepImported',
  label: 'action.keepImported',
  Icon: IconList,
  enabled: ({ studio }) => (studio.imported ? true : 'reason.nothingImported'),
  perform: () =>
    void attempt('keepImported', async () => {
      const { folder } = await request('keepImported');
      await refreshCatalogue();
      useView.getState().show('runs');
      chooseRuns([folder]);
      return { kind: 'success', text: ({ t }) => t('notice.kept', { name: folder }) };
    }),
};

/** Discards the parameters of a file; the design that came with them stays. */
export const discardImported: Action = {
  id: 'discardImported',
  label: 'action.discardImported',
  Icon: IconX,
  enabled: ({ studio }) => (studio.imported ? true : 'reason.nothingImported'),
  perform: () => void attempt('discardImported', async () => void (await request('discardImported'))),
};

export const openMnist: Action = {
  id: 'openMnist',
  label: 'action.openMnist',
  Icon: IconNumbers,
  enabled({ studio }) {
    if (studio.dataset?.status === 'ready' && studio.dataset.original) return 'reason.isMnist';
    return runIsActive(studio) ? 'reason.runActive' : true;
  },
  perform: () =>
    void attempt('openMnist', async () => {
      const found = await request('openMnist');
      if (found.status === 'failed') throw errorFrom(found.error);
      return { kind: 'success', text: ({ t }) => t('notice.mnistOpened') };
    }),
};

/** Shows what a place holds before anything is used. */
export const openData: Action = {
  id: 'openData',
  label: 'action.openData',
  Icon: IconDatabase,
  enabled: ({ studio }) => (runIsActive(studio) ? 'reason.runActive' : true),
  perform: openDataDialog,
};

export const fileActions: readonly Action[] = [
  newDesign,
  openDesign,
  saveDesign,
  saveDesignAs,
  openMnist,
  openData,
  importParameters,
  keepImported,
  discardImported,
  exportParameters,
];
