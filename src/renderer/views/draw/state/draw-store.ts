/** The sheet that is drawn on, with what can be undone, and how it is looked at. */
import { inkOf, type Plane, type RgbaImage } from '@shared/data/digits/ink';
import { isBlank } from '@shared/data/digits/sheet';
import { allSteps, type NormalisationStep, type StepChoice } from '@shared/data/digits/steps';
import type { StrokePoint } from '@shared/data/digits/strokes';
import type { PhotoSheet } from '@shared/data/sheet-input';
import { create } from 'zustand';
import { rgbaOf } from '../../../components/pixels';
import { useCatalogue } from '../../../state/catalogue-store';

/** Units to a side of the sheet, as the first app's canvas had pixels. */
export const SHEET_SIDE = 280;
export const USUAL_PEN = 18;

interface DrawStore {
  readonly sheet: PhotoSheet;
  readonly past: readonly PhotoSheet[];
  readonly future: readonly PhotoSheet[];
  /** Whether the last stroke still grows. */
  readonly drawing: boolean;
  readonly steps: StepChoice;
  /** Whether the pad shows the saliency. */
  readonly saliency: boolean;
  /** Ids of the models that predict; null for the usual one. */
  readonly chosen: readonly string[] | null;
  /** Which of several digits on the sheet is looked at, in the order in which they are read. */
  readonly digit: number;
  /** When the sheet was last changed, by the clock of events; null where by no pointer. */
  readonly changedAt: number | null;
}

const blank = (pen: number): PhotoSheet => ({ side: SHEET_SIDE, pen, strokes: [], picture: null, photo: null });

export const useDraw = create<DrawStore>(() => ({
  sheet: blank(USUAL_PEN),
  past: [],
  future: [],
  drawing: false,
  steps: allSteps,
  saliency: false,
  chosen: null,
  digit: 0,
  changedAt: null,
}));

const set = useDraw.setState;

/** The strokes and how they are looked at. Pictures are not persisted; reopening one is cheaper. */
export const heldSheet = ({ sheet, steps, saliency, chosen }: DrawStore) => ({
  ...{ steps, saliency, chosen },
  sheet: { ...sheet, picture: null, photo: null },
});

export const restoreSheet = (held: ReturnType<typeof heldSheet>): void => set(held);

/** An edit that can be undone. */
function change(by: (sheet: PhotoSheet) => PhotoSheet, more: Partial<DrawStore> = {}): void {
  set(({ sheet, past }) => ({ sheet: by(sheet), past: [...past, sheet], future: [], changedAt: null, ...more }));
}

export function beginStroke(point: StrokePoint, at: number | null): void {
  change((sheet) => ({ ...sheet, strokes: [...sheet.strokes, [point]] }), { drawing: true, changedAt: at });
}

export function extendStroke(points: readonly StrokePoint[], at: number | null): void {
  set(({ sheet, drawing }) => {
    const last = sheet.strokes.at(-1);
    if (!drawing || !last || points.length === 0) return {};
    return { sheet: { ...sheet, strokes: [...sheet.strokes.slice(0, -1), [...last, ...points]] }, changedAt: at };
  });
}

export const endStroke = (): void => set({ drawing: false });

export function undoStroke(): void {
  set(({ sheet, past, future }) => {
    const before = past.at(-1);
    return before ? { sheet: before, past: past.slice(0, -1), future: [sheet, ...future], drawing: false, changedAt: null } : {};
  });
}

export function redoStroke(): void {
  set(({ sheet, past, future: [next, ...future] }) =>
    next ? { sheet: next, past: [...past, sheet], future, drawing: false, changedAt: null } : {},
  );
}

export function clearSheet(): void {
  if (!isBlank(useDraw.getState().sheet)) change(({ pen }) => blank(pen), { drawing: false, digit: 0 });
}

/** Takes the place of all that was on the sheet. */
export const takePicture = (photo: RgbaImage, picture: Plane): void =>
  change(({ pen }) => ({ ...blank(pen), picture, photo }), { drawing: false, digit: 0 });

/** An image of a set: bytes. Of grey ones ink is what its border is not: light as in MNIST, or dark on light paper. */
export function takeImage(pixels: Uint8Array, width: number, channels: number): void {
  const data = rgbaOf(pixels, channels);
  const photo = { width, height: data.length / (4 * width), data };
  const isPaper = borderMean(pixels, width) > 127;
  const ink =
    channels === 1 ? { ...photo, values: Float32Array.from(pixels, (value) => (isPaper ? 255 - value : value) / 255) } : inkOf(photo);
  takePicture(photo, { width, height: photo.height, values: ink.values });
}

/** Brightness of the outermost pixels, 0 … 255. */
function borderMean(pixels: Uint8Array, width: number): number {
  const height = pixels.length / width;
  const border = [...pixels].filter((_, at) => {
    const [row, column] = [Math.floor(at / width), at % width];
    return row === 0 || column === 0 || row === height - 1 || column === width - 1;
  });
  return border.reduce((sum, value) => sum + value, 0) / border.length;
}

export const setPen = (pen: number): void => set(({ sheet }) => ({ sheet: { ...sheet, pen }, changedAt: null }));

export const toggleStep = (step: NormalisationStep): void =>
  set(({ steps }) => ({ steps: { ...steps, [step]: !steps[step] }, changedAt: null }));

export const lookAt = (digit: number): void => set({ digit, changedAt: null });

export const showSaliency = (saliency: boolean): void => set({ saliency });

export const chooseModels = (chosen: readonly string[] | null): void => set({ chosen });

/** Those of the chosen that there still are. */
export function chosenModels(): readonly string[] | null {
  const { chosen } = useDraw.getState();
  const { models } = useCatalogue.getState();
  const left = chosen?.filter((id) => models.some((model) => model.id === id));
  return left && left.length > 0 ? left : null;
}
