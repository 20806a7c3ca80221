/** What lies on a pad as a network takes it, in the studio and in an exported page. */
import type { RgbaImage } from './digits/ink';
import { DIGIT_SIDE } from './digits/normalise';
import { isBlank, normaliseSheet, type Sheet, sheetInk } from './digits/sheet';
import { allSteps, type StepChoice } from './digits/steps';
import { type InputForm, inkInput, inputOf } from './input-of';
import { isForInk } from './recipe';

/** With the picture beneath as it came, for networks that read pictures and no ink. */
export interface PhotoSheet extends Sheet {
  readonly photo: RgbaImage | null;
}

/** Whether its images are MNIST's, whose making is shown step by step. */
export const isAsMnist = ({ input: [height, width, channels], recipe }: InputForm): boolean =>
  recipe === 'mnist' && height === DIGIT_SIDE && width === DIGIT_SIDE && channels === 1;

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
export function seenBy(form: InputForm, sheet: PhotoSheet, steps: StepChoice = allSteps): SeenImage | null {
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
