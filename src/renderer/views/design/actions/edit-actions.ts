/** What can be done to the design. */

import { presetSpec, presets } from '@shared/spec/presets';
import {
  IconArrowBackUp,
  IconArrowDown,
  IconArrowForwardUp,
  IconArrowUp,
  IconCopy,
  IconEyeOff,
  IconSelectAll,
  IconStack2,
  IconTrash,
} from '@tabler/icons-react';
import { type Action, always, type Enabled } from '../../../actions/action';
import { type Context, currentContext } from '../../../state/context';
import { attempt } from '../../../state/operations';
import { useView } from '../../../state/view-store';
import { canRedoDrawing, canUndoDrawing, redoDrawing, undoDrawing } from '../../draw/state/draw-history';
import { restoreDeleted } from '../../runs/state/runs-store';
import { redo as redoEdit, select, undo as undoEdit, useDesign } from '../state/design-store';
import { forImagesInUse } from '../state/examination';
import {
  canMove,
  duplicateSelected,
  moveSelected,
  removeSelected as removeLayers,
  selectedPlaces,
  stackIsFull,
  toggleBypass,
} from '../state/layer-edits';
import { replaceDesign } from '../state/replace-design';

/** Undo takes back what was done to what can be seen: the drawing, deleted runs, or else the design. */
const deletesRuns = ({ view, catalogue }: Context) => view.view === 'runs' && catalogue.deleted.length > 0;
const draws = ({ view }: Context) => view.view === 'draw';
const canUndo = (context: Context) =>
  draws(context) ? canUndoDrawing(context.sets, context.draw) : deletesRuns(context) || context.design.past.length > 0;
const canRedo = (context: Context) => (draws(context) ? canRedoDrawing(context.sets, context.draw) : context.design.future.length > 0);

export const undo: Action = {
  id: 'undo',
  label: 'action.undo',
  Icon: IconArrowBackUp,
  shortcuts: ['mod+Z'],
  yieldsToTyping: true,
  enabled: (context) => (canUndo(context) ? true : 'reason.nothingToUndo'),
  perform() {
    const context = currentContext();
    if (deletesRuns(context)) restoreDeleted();
    else if (draws(context)) void attempt('undoDrawing', async () => void (await undoDrawing()));
    else undoEdit();
  },
};

export const redo: Action = {
  id: 'redo',
  label: 'action.redo',
  Icon: IconArrowForwardUp,
  shortcuts: ['mod+shift+Z', 'mod+Y'],
  yieldsToTyping: true,
  enabled: (context) => (canRedo(context) ? true : 'reason.nothingToRedo'),
  perform: () => (draws(currentContext()) ? void attempt('redoDrawing', async () => void (await redoDrawing())) : redoEdit()),
};

/** Actions on the selected layers are to be had where these can be seen. */
function onSelection({ view, design }: Context): Enabled {
  if (view.view !== 'design') return 'reason.notInDesign';
  return selectedPlaces(design).length > 0 ? true : 'reason.nothingSelected';
}

export const duplicateLayers: Action = {
  id: 'duplicateLayers',
  label: 'action.duplicateLayers',
  Icon: IconCopy,
  shortcuts: ['mod+D'],
  yieldsToTyping: true,
  enabled: (context) => (stackIsFull(context.design) ? 'reason.stackFull' : onSelection(context)),
  perform: duplicateSelected,
};

export const bypassLayers: Action = {
  id: 'bypassLayers',
  label: 'action.bypassLayers',
  Icon: IconEyeOff,
  shortcuts: ['mod+B'],
  yieldsToTyping: true,
  enabled: onSelection,
  perform: () => toggleBypass(),
};

export const removeSelected: Action = {
  id: 'removeLayers',
  label: 'action.removeLayers',
  Icon: IconTrash,
  shortcuts: ['Delete', 'Backspace'],
  yieldsToTyping: true,
  enabled: onSelection,
  perform: removeLayers,
};

const movable =
  (by: -1 | 1) =>
  (context: Context): Enabled => {
    const possible = onSelection(context);
    return possible !== true || canMove(by, context.design) ? possible : 'reason.atTheEnd';
  };

export const moveUp: Action = {
  id: 'moveUp',
  label: 'action.moveUp',
  Icon: IconArrowUp,
  shortcuts: ['alt+ArrowUp'],
  yieldsToTyping: true,
  enabled: movable(-1),
  perform: () => moveSelected(-1),
};

export const moveDown: Action = {
  id: 'moveDown',
  label: 'action.moveDown',
  Icon: IconArrowDown,
  shortcuts: ['alt+ArrowDown'],
  yieldsToTyping: true,
  enabled: movable(1),
  perform: () => moveSelected(1),
};

export const selectAll: Action = {
  id: 'selectAll',
  label: 'action.selectAll',
  Icon: IconSelectAll,
  shortcuts: ['mod+A'],
  yieldsToTyping: true,
  enabled({ view, design: { design } }) {
    if (view.view !== 'design') return 'reason.notInDesign';
    return design.ids.length > 0 ? true : 'reason.noLayers';
  },
  perform: () => select(useDesign.getState().design.ids),
};

export const presetActions: readonly Action[] = presets.map(({ name, spec: { name: label } }) => ({
  id: `preset-${name}`,
  label: ({ t, text }) => t('action.preset', { name: text(label) }),
  Icon: IconStack2,
  enabled: always,
  perform: () => choosePreset(name),
}));

export function choosePreset(name: string): void {
  replaceDesign(forImagesInUse(presetSpec(name)));
  useView.getState().show('design');
}

export const editActions: readonly Action[] = [undo, redo, duplicateLayers, bypassLayers, moveUp, moveDown, removeSelected, selectAll];
