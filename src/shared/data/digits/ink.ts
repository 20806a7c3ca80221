/** From a picture of any colours to ink: 0 = paper, 1 = full ink. */
import { elementAt, floatAt } from '../../at';
import { withinFrames, withoutCorners } from './frames';
import { type Ground, groundOf } from './ground';
import { withoutLines } from './lines';
import { measuresOf, opacityOf, sizeOfPlanes } from './measures';
import { photographedInk } from './photograph';
import { areaOf, blankOf, boxWhere, cut, pasted, type Region, ringOf, wholeOf } from './region';

/** A picture as decoders give it: 4 bytes (red, green, blue, alpha) a pixel, row by row. */
export interface RgbaImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** One number a pixel, 0 … 1, row by row: brightness, or ink (0 = paper). */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/** Share of a picture, or of its outermost pixels, that is see-through where what is not is the ink. */
const TRANSPARENT = 0.5;
/** Ink and paper differ by so much in some channel. */
const LEAST_CONTRAST = 0.1;
/** What fills its box to this share is no ink but a sheet. */
const FULL = 0.95;

/**
 * Where most of a picture is see-through the ink is what is not, whatever its colour. Else it is what differs from the paper
 * within all frames; of a photograph, whose paper is uneven, from the paper around each place. Lines that are no digit are
 * left out.
 */
export function inkOf(image: RgbaImage): Plane {
  const size = sizeOfPlanes(image);
  const opacity = opacityOf(image);
  const sheet = opacity ? opaqueSheet(opacity) : wholeOf(size);
  if (sheet === null) return opacity ?? blankOf(size);
  const measures = measuresOf(image).map((plane) => cut(plane, sheet));
  // A block of one colour was drawn; a sheet has something on it.
  if (opacity && measures.every(isOfOneColour)) return opacity;
  const within = withinFrames(elementAt(measures, 0));
  const ground = groundOf(measures.map((plane) => cut(plane, within)));
  const isFramed = areaOf(within) < areaOf(sheet);
  const even = () => (isFramed ? withoutCorners(evenInk(ground)) : evenInk(ground));
  const ink = ground.isEven ? withoutLines(even()) : photographedInk(ground.plane);
  const region = { ...within, left: within.left + sheet.left, top: within.top + sheet.top };
  return ink.values.length === size.width * size.height ? ink : pasted(blankOf(size), ink, region);
}

const isOfOneColour = ({ values }: Plane) => {
  const [least, most] = values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [1, 0]);
  return most - least < LEAST_CONTRAST;
};

/** As dark as ink is between its paper and black. */
function evenInk({ plane, paper }: Ground): Plane {
  return { ...plane, values: plane.values.map((value) => Math.max(0, (paper - value) / paper)) };
}

/** The part that is a sheet of its own; null where opaque is ink. */
function opaqueSheet(opacity: Plane): Region | null {
  const whole = wholeOf(opacity);
  const ring = ringOf(whole, opacity.width);
  const isOpaque = (position: number) => floatAt(opacity.values, position) >= 0.5;
  const opaque = opacity.values.reduce((count, _value, position) => count + (isOpaque(position) ? 1 : 0), 0);
  const isInk = ring.filter(isOpaque).length < (1 - TRANSPARENT) * ring.length || opaque < (1 - TRANSPARENT) * opacity.values.length;
  if (!isInk) return whole;
  const box = boxWhere(whole, (x, y) => isOpaque(y * opacity.width + x));
  return box && opaque >= FULL * areaOf(box) ? box : null;
}
