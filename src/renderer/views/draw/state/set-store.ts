/** Sets of drawings under classes of the user's own: those there are, the one that is drawn into, and what can be taken back of it. */
import type { DrawnSetEntry, DrawnSetState, MergedSet, SampleChange } from '@shared/contracts/drawn-sets';
import { allSteps } from '@shared/data/digits/steps';
import { seenBy } from '@shared/data/sheet-input';
import { SAMPLE_BYTES } from '@shared/data/sources/drawn-set-file';
import { inTurn } from '@shared/in-turn';
import { create } from 'zustand';
import { request } from '../../../state/bridge';
import { chooseModels, clearSheet, useDraw } from './draw-store';
import { digitForm, type Form } from './forms';

/** What takes a change back, or makes it again. */
export interface SetEdit {
  readonly changes: readonly SampleChange[];
  /** Whether the sheet was cleared with it. */
  readonly cleared: boolean;
  /** How many steps of the sheet could be undone, and redone, where this is next. */
  readonly at: number;
  readonly ahead: number;
}

interface SetStore {
  readonly listed: readonly DrawnSetEntry[];
  /** The one that is drawn into. */
  readonly open: DrawnSetState | null;
  /** The class of the next drawing. */
  readonly next: number;
  readonly past: readonly SetEdit[];
  readonly future: readonly SetEdit[];
  /** How many drawings the last training took; null where none has in this session. */
  readonly trained: number | null;
  /** The class that was saved last; null before. */
  readonly saved: string | null;
  /** Which dialog is open. */
  readonly dialog: 'new' | 'edit' | null;
}

const closed = { open: null, next: 0, past: [], future: [], trained: null, saved: null } as const;

export const useSets = create<SetStore>(() => ({ listed: [], dialog: null, ...closed }));

const set = useSets.setState;
/** Changes of the set, undo and redo, one after another in the order in which they were asked for. */
export const inSetTurn = inTurn();

export const showSetDialog = (dialog: SetStore['dialog']): void => set({ dialog });

/** What a network for the set takes. */
export const formOfSet = ({ classes }: Pick<DrawnSetState, 'classes'>): Form => ({ ...digitForm, classes });

export const countsOf = ({ classes, labels }: Pick<DrawnSetState, 'classes' | 'labels'>): number[] => {
  const counts = classes.map(() => 0);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
};

export const imageOfSet = ({ pixels }: DrawnSetState, index: number): Uint8Array =>
  pixels.subarray(index * SAMPLE_BYTES, (index + 1) * SAMPLE_BYTES);

/** Of those with the fewest drawings the first one after the last drawn. */
function nextClass(state: DrawnSetState, last: number): number {
  const counts = countsOf(state);
  const fewest = Math.min(...counts);
  const after = counts.findIndex((count, label) => label > last && count === fewest);
  return after >= 0 ? after : counts.indexOf(fewest);
}

export const refreshSets = async (): Promise<void> => set({ listed: await request('listDrawnSets') });

/** Draws into it from now on; the model that predicts is one of its classes. */
function show(open: DrawnSetState): void {
  set({ ...closed, open, next: nextClass(open, -1) });
  chooseModels(null);
}

export const openSet = async (folder: string): Promise<void> => show(await request('openDrawnSet', { folder }));

export const closeSet = (): void => set(closed);

export async function createSet(name: string, classes: readonly string[]): Promise<void> {
  show(await request('createDrawnSet', { name, classes: [...classes] }));
  await refreshSets();
}

export async function editOpenSet(
  name: string,
  classes: readonly { readonly from: number | null; readonly name: string }[],
): Promise<void> {
  const { open } = useSets.getState();
  if (!open) return;
  // What could be taken back names classes by their places.
  set({ open: await request('editDrawnSet', { folder: open.folder, name, classes: [...classes] }), past: [], future: [] });
  set(({ open: edited, next }) => ({ next: edited && next >= edited.classes.length ? 0 : next }));
  await refreshSets();
}

/** Of a change that failed half-way the set is shown as it is on disk then; what could be taken back before no longer can. */
async function orReopen<Answer>(folder: string, change: Promise<Answer>): Promise<Answer> {
  try {
    return await change;
  } catch (error) {
    const found = await request('openDrawnSet', { folder }).catch(() => null);
    if (found && useSets.getState().open?.folder === folder) set({ open: found, next: nextClass(found, -1), past: [], future: [] });
    throw error;
  }
}

/** Makes changes and remembers what takes them back; gives the set as it is then. */
export const changeSet = (
  changes: readonly SampleChange[],
  { cleared = false, last }: { readonly cleared?: boolean; readonly last?: number } = {},
): Promise<void> => {
  // What is drawn while it is written comes after it.
  const at = useDraw.getState().past.length;
  const folder = useSets.getState().open?.folder;
  return inSetTurn(async () => {
    if (folder === undefined || changes.length === 0) return;
    const { state, undo } = await orReopen(folder, request('changeSamples', { folder, changes: [...changes] }));
    const { open, next } = useSets.getState();
    // Another one may be drawn into by now.
    if (open?.folder !== folder) return;
    const edit = { changes: undo, cleared, at, ahead: 0 };
    set(({ past }) => ({ open: state, past: [...past, edit], future: [], next: last === undefined ? next : nextClass(state, last) }));
  });
};

/** Takes the last change back, or makes the one that was taken back again. */
export async function replay(edit: SetEdit): Promise<readonly SampleChange[]> {
  const { open } = useSets.getState();
  if (!open) return [];
  const { folder } = open;
  const { state, undo } = await orReopen(folder, request('changeSamples', { folder, changes: [...edit.changes] }));
  if (useSets.getState().open?.folder === state.folder) set({ open: state });
  return undo;
}

/** Saves what is drawn under a class, the next one where none is named, and clears the sheet; of a blank sheet that class is next. */
export async function saveDrawing(label: number | null): Promise<void> {
  const { open } = useSets.getState();
  if (!open) return;
  const image = seenBy(formOfSet(open), useDraw.getState().sheet, allSteps)?.pixels;
  if (!image) {
    if (label !== null) set({ next: label });
    return;
  }
  clearSheet();
  // Drawn faster than it is written, each has its turn, and its class.
  const at = label ?? useSets.getState().next;
  set({ next: nextClass({ ...open, labels: Uint8Array.of(...open.labels, at) }, at), saved: open.classes[at] ?? null });
  await changeSet([{ kind: 'add', label: at, image }], { cleared: true, last: at });
}

export async function deleteOpenSet(): Promise<DrawnSetState | null> {
  const { open } = useSets.getState();
  if (!open) return null;
  const listed = await request('deleteDrawnSet', { folder: open.folder });
  set({ ...closed, listed });
  return open;
}

export async function restoreSet(folder: string): Promise<void> {
  show(await request('restoreDrawnSet', { folder }));
  await refreshSets();
}

/** Takes the drawings of a file into the set that is open, or makes a set of them. */
export async function mergeDrawings(into: 'open' | 'new'): Promise<MergedSet | null> {
  const { open } = useSets.getState();
  const merged = await request('mergeDrawings', { folder: into === 'open' ? (open?.folder ?? null) : null });
  if (!merged) return null;
  const edit = { changes: merged.undo, cleared: false, at: useDraw.getState().past.length, ahead: 0 };
  if (into === 'open' && open) set(({ past }) => ({ open: merged.state, past: [...past, edit], future: [] }));
  else show(merged.state);
  await refreshSets();
  return merged;
}

export const trainedOn = (state: DrawnSetState): void => set({ trained: state.labels.length });
