/**
 * Makes of any drawn digit what MNIST's makers made of theirs: 28×28 grey, 20 pixels long, centred by mass. The steps
 * are reconstructed from NIST's own pre-processing and agree with MNIST to within 3 grey levels.
 */
import { floatAt } from '../../at';
import { areaTable, cellMeans, type Square } from './area';
import type { Plane } from './ink';
import { inkSquare } from './ink-square';
import { allSteps, type StepChoice, without } from './steps';
import { redrawn } from './stroke-width';
import { centreLineBox, type Drawing, drawnBox, rasterise } from './strokes';

export const DIGIT_SIDE = 28;
const BOX_SIDE = 20;
/** Where the centre of mass goes, in edge coordinates. */
const CENTRE = 15;
/** Strokes of MNIST are 2.5 of 20 pixels wide in the median, which leaves 17.5 to the lines in their middle. */
const STROKE_SHARE = 2.5 / 17.5;
/** Drawn smaller than this share of the sheet, lines are taken for a dot and do not get thinner still. */
const DOT_SHARE = 1 / 28;
/** Strokes are rasterised with so many pixels to a side of one of the result. */
const OVERSAMPLING = 8;

export interface NormalisedDigit {
  /** 28×28 bytes, 0 = paper, 255 = ink. */
  readonly pixels: Uint8Array;
  /** What of the source they show, in its coordinates. */
  readonly frame: Square;
}

/** Of a picture; null where there is no ink. */
export function normalisePicture(image: Plane, steps: StepChoice = allSteps): NormalisedDigit | null {
  const { width, height } = image;
  const source = steps.polarity ? image : inverted(image);
  // Where paper counts as ink, or the whole sheet is looked at, strokes have no width of their own.
  const anew = steps.stroke && steps.crop && steps.polarity ? redrawn(source) : null;
  if (anew) return withFrame(normalisePicture(anew.ink, without('stroke', steps)), anew.square, anew.ink.width);
  const table = areaTable(source);
  const sheet = { left: (width - Math.max(width, height)) / 2, top: (height - Math.max(width, height)) / 2, side: Math.max(width, height) };
  const found = inkSquare(source, table, BOX_SIDE);
  if (!found) return null;
  const square = steps.crop ? found : sheet;
  const cells = steps.fit ? BOX_SIDE : cellsOf(square.side / sheet.side);
  const means = steps.antialias ? cellMeans(table, square, cells) : middles(source, square, cells);
  return place(means, square, cells, steps.centre);
}

/** The same of a drawing, whose strokes are rasterised as the digit they are to become; null where there are none. */
export function normaliseDrawing(drawing: Drawing, steps: StepChoice = allSteps): NormalisedDigit | null {
  const lines = centreLineBox(drawing);
  if (!lines) return null;
  const sheet: Square = { left: 0, top: 0, side: drawing.side };
  const length = Math.max(lines.right - lines.left, lines.bottom - lines.top, drawing.side * DOT_SHARE);
  const pen = steps.stroke ? length * STROKE_SHARE : drawing.pen;
  // Where paper counts as ink, the ink is the whole sheet.
  const square = steps.crop && steps.polarity ? squareAround(drawnBox(drawing, pen), length + pen) : sheet;
  const cells = steps.fit ? BOX_SIDE : cellsOf(square.side / sheet.side);
  const image = rasterise(drawing, pen, square, cells * OVERSAMPLING);
  const ink = steps.polarity ? image : inverted(image);
  const whole: Square = { left: 0, top: 0, side: image.width };
  const means = steps.antialias ? cellMeans(areaTable(ink), whole, cells) : middles(ink, whole, cells);
  return place(means, square, cells, steps.centre);
}

/** A frame in the pixels of a square drawn anew, `count` to a side, in those of what it was drawn from. */
function withFrame(digit: NormalisedDigit | null, square: Square, count: number): NormalisedDigit | null {
  if (!digit) return null;
  const cell = square.side / count;
  const { left, top, side } = digit.frame;
  return { ...digit, frame: { left: square.left + left * cell, top: square.top + top * cell, side: side * cell } };
}

const inverted = (image: Plane): Plane => ({ ...image, values: image.values.map((value) => 1 - value) });

/** As large in the result as on the sheet. */
const cellsOf = (share: number) => Math.min(DIGIT_SIDE, Math.max(1, Math.round(share * DIGIT_SIDE)));

function squareAround({ left, right, top, bottom }: ReturnType<typeof drawnBox>, least: number): Square {
  const side = Math.max(right - left, bottom - top, least);
  return { left: (left + right - side) / 2, top: (top + bottom - side) / 2, side };
}

/** What lies under the middle of each cell: ink or paper. */
function middles({ width, height, values }: Plane, { left, top, side }: Square, cells: number): Float64Array {
  const cell = side / cells;
  return Float64Array.from({ length: cells ** 2 }, (_, index) => {
    const x = Math.floor(left + ((index % cells) + 0.5) * cell);
    const y = Math.floor(top + (Math.floor(index / cells) + 0.5) * cell);
    return x >= 0 && x < width && y >= 0 && y < height && floatAt(values, y * width + x) >= 0.5 ? 1 : 0;
  });
}

/** Steps 5 to 7: the darkest cell becomes 255, halves round up; pasted into the frame at whole pixels, clipped to it. */
function place(means: Float64Array, { left, top, side }: Square, cells: number, byMass: boolean): NormalisedDigit {
  const darkest = means.reduce((most, value) => Math.max(most, value), 0);
  const box = Uint8Array.from(means, (value) => (darkest > 0 ? Math.floor((value / darkest) * 255 + 0.5) : 0));
  const middle = Math.floor((DIGIT_SIDE - cells) / 2);
  const [offsetX, offsetY] = byMass && darkest > 0 ? offsetsByMass(box, cells) : [middle, middle];
  const pixels = new Uint8Array(DIGIT_SIDE * DIGIT_SIDE);
  box.forEach((value, index) => {
    const x = (index % cells) + offsetX;
    const y = Math.floor(index / cells) + offsetY;
    if (x >= 0 && x < DIGIT_SIDE && y >= 0 && y < DIGIT_SIDE) pixels[y * DIGIT_SIDE + x] = value;
  });
  const cell = side / cells;
  return { pixels, frame: { left: left - offsetX * cell, top: top - offsetY * cell, side: DIGIT_SIDE * cell } };
}

function offsetsByMass(box: Uint8Array, cells: number): readonly [number, number] {
  let [mass, momentX, momentY] = [0, 0, 0];
  box.forEach((value, index) => {
    mass += value;
    momentX += value * ((index % cells) + 0.5);
    momentY += value * (Math.floor(index / cells) + 0.5);
  });
  return [Math.trunc(CENTRE - momentX / mass), Math.trunc(CENTRE - momentY / mass)];
}
