/** What a pad holds: lines, and beneath them a picture that was opened or sent there. */
import { floatAt } from '../../at';
import { areaTable, cellMeans, type Square } from './area';
import type { Plane } from './ink';
import { type NormalisedDigit, normaliseDrawing, normalisePicture } from './normalise';
import { allSteps, type StepChoice } from './steps';
import { type Drawing, rasterise } from './strokes';

export interface Sheet extends Drawing {
  /** Fills the sheet's width or height, in its middle. */
  readonly picture: Plane | null;
}

export const isBlank = ({ picture, strokes }: Sheet) => picture === null && strokes.length === 0;

/** Null of a blank sheet. A picture that nothing was drawn over goes its own way, with all that is known of it. */
export function normaliseSheet(sheet: Sheet, steps: StepChoice = allSteps): NormalisedDigit | null {
  const { picture, strokes, side } = sheet;
  if (picture === null) return normaliseDrawing(sheet, steps);
  const square = pictureSquare(picture);
  const found = normalisePicture(strokes.length === 0 ? picture : drawnOver(picture, sheet), steps);
  if (!found) return null;
  // From the picture's pixels, or those of the sheet as it was drawn over, to the sheet's units.
  const source = strokes.length === 0 ? square : { left: 0, top: 0, side: resolutionOf(square) };
  const scale = side / source.side;
  const { left, top, side: framed } = found.frame;
  return { ...found, frame: { left: (left - source.left) * scale, top: (top - source.top) * scale, side: framed * scale } };
}

/** The whole sheet as the pad shows it, at so many pixels to a side: ink 0 … 1, row by row. */
export function sheetInk(sheet: Sheet, resolution: number): Float32Array {
  const { picture, side, pen } = sheet;
  const { values: ink } = rasterise(sheet, pen, { left: 0, top: 0, side }, resolution);
  if (picture) {
    const beneath = cellMeans(areaTable(picture), pictureSquare(picture), resolution);
    ink.forEach((value, pixel) => {
      ink[pixel] = Math.max(value, floatAt(beneath, pixel));
    });
  }
  return ink;
}

/** The square around a picture, in its own pixels. */
export function pictureSquare({ width, height }: Plane): Square {
  const side = Math.max(width, height);
  return { left: (width - side) / 2, top: (height - side) / 2, side };
}

/** Lines need more pixels than a digit of 28 has. */
const LEAST_RESOLUTION = 280;
const resolutionOf = ({ side }: Square) => Math.max(LEAST_RESOLUTION, side);

/** A picture with what was drawn over it. */
export function drawnOver(picture: Plane, sheet: Sheet): Plane {
  const resolution = resolutionOf(pictureSquare(picture));
  return { width: resolution, height: resolution, values: sheetInk({ ...sheet, picture }, resolution) };
}
