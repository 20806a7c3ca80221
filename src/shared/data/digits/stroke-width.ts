/**
 * Constant stroke, of pictures: strokes much thinner or thicker than MNIST's are brought to the edge of what is usual there.
 *
 * Their width is measured as four times the mean distance of their pixels from the paper, which is exact for a straight stroke
 * (the mean over half a width h is h/2). In MNIST it is 2.4 pixels of 28 in the median, 1.3 to 4 in 97 of 100 images: those are
 * left as they are. Of pictures as small as MNIST's, strokes that are thinner than a pixel are but grey; they are found by what
 * is around them, and drawn as if they were whole.
 */
import { byteAt, floatAt } from '../../at';
import { areaTable, cellMeans, type Square } from './area';
import { distanceTo } from './distance';
import { largestWithin } from './extremes';
import type { Plane } from './ink';
import { BLANK } from './ink-square';
import { boxWhere, heightOf, wholeOf, widthOf } from './region';
import { spotsOf } from './spots';

/** Pixels of the result: the digit's side, and the paper around it. */
const [DIGIT, MARGIN] = [20, 4];
/** Pixels of the drawing made here to a side of one of the result. */
const FINENESS = 4;
const SIDE = (DIGIT + 2 * MARGIN) * FINENESS;
/** Usual widths, pixels of the result, and what thinner and thicker strokes are brought to. */
const USUAL = { thinnest: 1.3, thickest: 4 };
/** Thinner than this even MNIST has none. */
const THINNEST_OF_MNIST = 1.1;
const BROUGHT_TO = { thin: 3.2, thick: 3.8 };
/** Of how much too thick strokes are, what is taken off; the first that leaves the digit in as many parts. */
const THINNED = [1, 0.6, 0.3];
/** Share of the darkest from which on a pixel is ink. */
const DARK = 0.5;
/** What a mask holds. */
const [PAPER, INK] = [0, 1];
/** Shorter ink, pixels, is no digit. */
const DOT = 10;
/** A digit of fewer pixels to its longer side has too few for its strokes' width; it is but enlarged smoothly. */
const TOO_SMALL = 15;
/** Of digits up to this side, pixels: the share of the darkest this far around from which on a pixel is ink, and the faintest that is. */
const FAINT = { largest: 40, share: 0.06, around: 1.2, least: 0.003 };
/** Faint strokes count where they make ink so much more; where it takes more of the drawing, it is no ink but noise. */
const [MORE, MOST] = [2.2, 0.35];

export interface Redrawn {
  readonly ink: Plane;
  /** What of the source it shows, in its pixels. */
  readonly square: Square;
}

/** The digit drawn anew with strokes of a usual width; null where they are, and where nothing is dark enough to be ink. */
export function redrawn(source: Plane): Redrawn | null {
  const most = largestOf(source.values);
  if (most < BLANK) return null;
  const faintest = inkBox(source, FAINT.least);
  const isSmall = faintest.side <= FAINT.largest;
  const box = isSmall ? faintest : inkBox(source, DARK * most);
  if (box.side < DOT) return null;
  const cell = box.side / (DIGIT * FINENESS);
  const margin = MARGIN * FINENESS * cell;
  const square = { left: box.left - margin, top: box.top - margin, side: SIDE * cell };
  const drawing = cell > 1 ? Float32Array.from(cellMeans(areaTable(source), square, SIDE)) : enlarged(source, square);
  const darkest = largestOf(drawing);
  if (box.side < TOO_SMALL) return { ink: drawn(drawing, (value) => value / darkest), square };
  const plain = measured(maskWhere((at) => floatAt(drawing, at) >= DARK * darkest));
  // As long as MNIST's digits are, to the pixel: made as they were, however bold or faint.
  const isOfMnist = isSmall && box.side === DIGIT;
  const faint = isSmall && !isOfMnist ? faintStrokes(drawing, plain.area) : null;
  const { mask, width } = faint ? measured(faint) : plain;
  const thinnest = isOfMnist ? THINNEST_OF_MNIST : USUAL.thinnest;
  if (width < (faint ? BROUGHT_TO.thin : thinnest)) return { ink: thickened(mask, width), square };
  if (width > USUAL.thickest && !isOfMnist) return { ink: thinned(mask, width), square };
  return null;
}

function maskWhere(isInk: (at: number) => boolean): Uint8Array {
  const mask = new Uint8Array(SIDE ** 2);
  for (let at = 0; at < mask.length; at++) mask[at] = isInk(at) ? INK : PAPER;
  return mask;
}

function largestOf(values: Float32Array): number {
  let most = 0;
  for (const value of values) most = value > most ? value : most;
  return most;
}

/** The square around all ink of at least so much, in the middle of it. */
function inkBox(plane: Plane, least: number): Square {
  const box = boxWhere(wholeOf(plane), (x, y) => floatAt(plane.values, y * plane.width + x) >= least) ?? wholeOf(plane);
  const side = Math.max(widthOf(box), heightOf(box));
  return { left: (box.left + box.right - side) / 2, top: (box.top + box.bottom - side) / 2, side };
}

/** Between the middles of pixels in proportion. */
function enlarged({ width, height, values }: Plane, { left, top, side }: Square): Float32Array {
  const cell = side / SIDE;
  const across = Float64Array.from({ length: SIDE }, (_, column) => left + (column + 0.5) * cell - 0.5);
  const drawing = new Float32Array(SIDE ** 2);
  for (let row = 0; row < SIDE; row++) {
    const y = top + (row + 0.5) * cell - 0.5;
    const line = Math.floor(y);
    const lines = [line, line + 1].filter((each) => each >= 0 && each < height);
    for (const each of lines) {
      const share = each === line ? 1 - y + line : y - line;
      for (let column = 0; column < SIDE; column++) {
        const x = floatAt(across, column);
        const first = Math.floor(x);
        const part = x - first;
        let ink = 0;
        if (first >= 0 && first < width) ink += floatAt(values, each * width + first) * (1 - part);
        if (first >= -1 && first < width - 1) ink += floatAt(values, each * width + first + 1) * part;
        drawing[row * SIDE + column] = floatAt(drawing, row * SIDE + column) + share * ink;
      }
    }
  }
  return drawing;
}

/** `width`: of the strokes, pixels of the result. */
function measured(mask: Uint8Array) {
  const inside = distanceTo(PAPER, mask, SIDE, SIDE);
  let [sum, area] = [0, 0];
  for (let at = 0; at < mask.length; at++) {
    if (byteAt(mask, at) === PAPER) continue;
    // The edge lies between the middles of two pixels.
    sum += floatAt(inside, at) - 0.5;
    area += 1;
  }
  return { mask, area, width: area === 0 ? 0 : (4 * sum) / area / FINENESS };
}

/** Strokes by what is around each place; null where they are what is dark anyway. */
function faintStrokes(drawing: Float32Array, area: number): Uint8Array | null {
  const around = largestWithin({ width: SIDE, height: SIDE, values: drawing }, Math.round(FAINT.around * FINENESS)).values;
  const mask = maskWhere((at) => floatAt(drawing, at) >= Math.max(FAINT.least, FAINT.share * floatAt(around, at)));
  const found = mask.reduce((sum, value) => sum + value, 0);
  return found >= MORE * area && found <= MOST * mask.length ? mask : null;
}

function thickened(mask: Uint8Array, width: number): Plane {
  const by = ((BROUGHT_TO.thin - width) / 2) * FINENESS;
  return drawn(distanceTo(INK, mask, SIDE, SIDE), (outside) => by - outside + 1);
}

/** As far as nothing falls apart: where strokes are of several widths, the thinnest are to stay. */
function thinned(mask: Uint8Array, width: number): Plane {
  const inside = distanceTo(PAPER, mask, SIDE, SIDE);
  const by = ((width - BROUGHT_TO.thick) / 2) * FINENESS;
  const parts = partsOf(drawn(inside, (distance) => distance));
  for (const share of THINNED) {
    const ink = drawn(inside, (distance) => distance - share * by);
    if (partsOf(ink) === parts) return ink;
  }
  return drawn(inside, (distance) => distance);
}

const partsOf = (ink: Plane) => spotsOf(ink).list.length;

function drawn(places: Float64Array | Float32Array, ink: (value: number) => number): Plane {
  const values = new Float32Array(places.length);
  for (let at = 0; at < values.length; at++) values[at] = Math.min(1, Math.max(0, ink(floatAt(places, at))));
  return { width: SIDE, height: SIDE, values };
}
