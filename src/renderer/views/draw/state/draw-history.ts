/** What undo and redo do in Draw: strokes of the sheet, and changes of the set that is drawn into, in the order in which they were made. */
import { redoStroke, undoStroke, useDraw } from './draw-store';
import { inSetTurn, replay, useSets } from './set-store';

type Draw = Pick<ReturnType<typeof useDraw.getState>, 'past' | 'future'>;
type Sets = Pick<ReturnType<typeof useSets.getState>, 'open' | 'past' | 'future'>;

/** The change of the set that is taken back next; null where it is a stroke. */
const lastEdit = ({ open, past }: Sets, draw: Draw) => {
  const edit = open && past.at(-1);
  return edit && draw.past.length <= edit.at ? edit : null;
};

/** The one that is made again next. */
const nextEdit = ({ open, future: [edit] }: Sets, draw: Draw) =>
  open && edit && draw.past.length === edit.at && draw.future.length === edit.ahead ? edit : null;

export const canUndoDrawing = (sets: Sets, draw: Draw): boolean => draw.past.length > 0 || lastEdit(sets, draw) !== null;
export const canRedoDrawing = (sets: Sets, draw: Draw): boolean => draw.future.length > 0 || nextEdit(sets, draw) !== null;

/** Strokes alone are undone at once; else what is being saved comes first. */
const hasNoSet = () => useSets.getState().open === null;

export async function undoDrawing(): Promise<void> {
  if (hasNoSet()) return undoStroke();
  await inSetTurn(async () => {
    const edit = lastEdit(useSets.getState(), useDraw.getState());
    if (!edit) return undoStroke();
    const changes = await replay(edit);
    if (edit.cleared) undoStroke(); // the strokes are back on the sheet
    const { past, future } = useDraw.getState();
    const again = { ...edit, changes, at: past.length, ahead: future.length };
    useSets.setState((sets) => ({ past: sets.past.filter((each) => each !== edit), future: [again, ...sets.future] }));
  });
}

export async function redoDrawing(): Promise<void> {
  if (hasNoSet()) return redoStroke();
  await inSetTurn(async () => {
    const edit = nextEdit(useSets.getState(), useDraw.getState());
    if (!edit) return redoStroke();
    const changes = await replay(edit);
    if (edit.cleared) redoStroke();
    const back = { ...edit, changes, at: useDraw.getState().past.length };
    useSets.setState((sets) => ({ past: [...sets.past, back], future: sets.future.filter((each) => each !== edit) }));
  });
}
