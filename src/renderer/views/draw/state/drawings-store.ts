/** Drawings that were labelled and kept: a set for the classes and the shape of the images that they are meant as. */
import type { DrawingsState } from '@shared/contracts/state';
import { DIGIT_CLASSES } from '@shared/data/digits/digit-classes';
import { DIGIT_SIDE } from '@shared/data/digits/normalise';
import type { ImageShape } from '@shared/data/image-set';
import { create } from 'zustand';
import { request } from '../../../state/bridge';

/** What a set of drawings is tied to. */
export interface DrawingSet {
  readonly classes: readonly string[];
  readonly shape: ImageShape;
}

/** "My drawings". */
export const digitSet: DrawingSet = { classes: DIGIT_CLASSES, shape: [DIGIT_SIDE, DIGIT_SIDE, 1] };

interface DrawingsStore {
  /** Those that were asked for, by `setKey`. */
  readonly sets: Readonly<Record<string, DrawingsState>>;
}

export const useDrawings = create<DrawingsStore>(() => ({ sets: {} }));

export const setKey = ({ classes, shape }: DrawingSet): string => JSON.stringify([classes, shape]);

/** How many there are of a set; null while that is not known. */
export const drawingCount = (set: DrawingSet, { sets }: DrawingsStore = useDrawings.getState()): number | null =>
  sets[setKey(set)]?.count ?? null;

function take(found: DrawingsState): void {
  useDrawings.setState(({ sets }) => ({ sets: { ...sets, [setKey(found)]: found } }));
}

const plain = ({ classes, shape }: DrawingSet) => ({ classes: [...classes], shape: [...shape] as [number, number, number] });

export const refreshDrawings = async (set: DrawingSet): Promise<void> => take(await request('listDrawings', plain(set)));

/** Asks for a set that nobody has asked for yet. */
export async function ensureDrawings(set: DrawingSet): Promise<void> {
  if (drawingCount(set) === null) await refreshDrawings(set);
}

export const keepDrawing = async (set: DrawingSet, image: Uint8Array, label: number): Promise<void> =>
  take(await request('keepDrawing', { ...plain(set), image, label }));
export const deleteDrawings = async (set: DrawingSet, indices: number[]): Promise<void> =>
  take(await request('deleteDrawings', { ...plain(set), indices }));
export const exportDrawingsOf = (set: DrawingSet) => request('exportDrawings', plain(set));
