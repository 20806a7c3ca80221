/** What the networks that predict in Draw take: the shape of their images, their classes, and how a drawing or picture becomes one. */
import type { ModelSummary } from '@shared/contracts/run';
import { DIGIT_CLASSES } from '@shared/data/digits/digit-classes';
import type { RgbaImage } from '@shared/data/digits/ink';
import { DIGIT_SIDE } from '@shared/data/digits/normalise';
import { isBlank, normaliseSheet, sheetInk } from '@shared/data/digits/sheet';
import type { StepChoice } from '@shared/data/digits/steps';
import type { ImageShape } from '@shared/data/image-set';
import { inkInput, inputOf } from '@shared/data/input-of';
import { isForInk, type Recipe } from '@shared/data/recipe';
import type { PhotoSheet } from './draw-store';

export interface Form {
  readonly input: ImageShape;
  readonly classes: readonly string[];
  readonly recipe: Recipe;
}

export const digitForm: Form = { input: [DIGIT_SIDE, DIGIT_SIDE, 1], classes: DIGIT_CLASSES, recipe: 'mnist' };

export const formOf = ({ input, classes, recipe }: Pick<ModelSummary, 'input' | 'classes' | 'recipe'>): Form => ({
  input,
  classes,
  recipe,
});

/** Of those that take the same images. */
export const inputKey = ({ input, recipe }: Form): string => `${input.join('×')} ${recipe}`;

/** Whether its images are MNIST's, whose making is shown step by step. */
export const isAsMnist = ({ input, recipe }: Form): boolean => recipe === 'mnist' && input.join() === digitForm.input.join();

/** An image as a network takes it. */
export interface SeenImage {
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly channels: number;
  /** What of the sheet it shows, in the sheet's units; null where that is not known. */
  readonly frame: { readonly left: number; readonly top: number; readonly side: number } | null;
}

/** Pixels to a side of a sheet whose ink becomes an image. */
const RESOLUTION = 280;

/** Null of a blank sheet, and of one without ink where ink is read. */
export function seenBy(form: Form, sheet: PhotoSheet, steps: StepChoice): SeenImage | null {
  if (isBlank(sheet)) return null;
  const [, width, channels] = form.input;
  const seen = (pixels: Uint8Array | null, frame: SeenImage['frame'] = null) => pixels && { pixels, width, channels, frame };
  if (isAsMnist(form)) {
    const digit = normaliseSheet(sheet, steps);
    return digit && seen(digit.pixels, digit.frame);
  }
  if (isForInk(form.recipe)) {
    const { picture, strokes } = sheet;
    const ink = picture && strokes.length === 0 ? picture : { width: RESOLUTION, height: RESOLUTION, values: sheetInk(sheet, RESOLUTION) };
    return seen(inkInput(ink, form));
  }
  return seen(inputOf(photoOf(sheet), form));
}

/** The picture that was opened; with what was drawn over it, or on a blank sheet, in white. */
export function photoOf(sheet: PhotoSheet): RgbaImage {
  const { photo, strokes } = sheet;
  if (photo && strokes.length === 0) return photo;
  const ink = sheetInk(sheet, RESOLUTION);
  const data = new Uint8Array(4 * ink.length);
  ink.forEach((value, pixel) => {
    const grey = Math.round(255 * value);
    data.set([grey, grey, grey, 255], 4 * pixel);
  });
  return { width: RESOLUTION, height: RESOLUTION, data };
}
