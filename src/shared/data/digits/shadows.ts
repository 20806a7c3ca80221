/**
 * Shadows on photographed paper: what is darker, but whose outline is none. A stroke goes over into paper within a few pixels all
 * along; the edge of a shadow is soft, or lies where only the estimate of the paper ends.
 */
import { byteAt, floatAt, integerAt } from '../../at';
import { largestWithin, smallestWithin } from './extremes';
import type { Plane } from './ink';
import { keepSpots, type Spot, spotsOf } from './spots';

/** An edge is crisp where brightness changes by this share of what ink differs from paper by … */
const STEP = 0.55;
/** … within a square so large, as a share of the longer side, and two pixels at least to each side. */
const REACH = 0.012;
/** Of the outline of a stroke, so much is crisp at least. */
const CRISP = 0.75;
/** Ink from which on a pixel is within an outline. */
const INSIDE = 0.5;

/** Standard deviations of the grain by which brightness differs within such a square where there is no edge. */
const GRAIN = 5;

/** 1 where brightness changes fast: by `step` at least, which may differ from pixel to pixel, beyond what its grain does. */
export function crispEdges(brightness: Plane, grain: number, step: (at: number) => number): Uint8Array {
  const radius = Math.max(2, Math.round(REACH * Math.max(brightness.width, brightness.height)));
  const [most, least] = [largestWithin(brightness, radius).values, smallestWithin(brightness, radius).values];
  return Uint8Array.from(most, (value, at) => (value - floatAt(least, at) - GRAIN * grain >= STEP * step(at) ? 1 : 0));
}

/** Ink without what has no outline of its own. */
export function withoutShadows(ink: Plane, crisp: Uint8Array): Plane {
  const { width, height, values } = ink;
  const spots = spotsOf(ink);
  const outline = spots.list.map(() => ({ crisp: 0, all: 0 }));
  const isInside = (at: number) => floatAt(values, at) >= INSIDE;
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      if (!isInside(at)) continue;
      // Beyond the picture's edge nobody knows.
      const isEdge =
        (x > 0 && !isInside(at - 1)) ||
        (x < width - 1 && !isInside(at + 1)) ||
        (y > 0 && !isInside(at - width)) ||
        (y < height - 1 && !isInside(at + width));
      const own = outline[integerAt(spots.of, at)];
      if (!isEdge || !own) continue;
      own.all += 1;
      own.crisp += byteAt(crisp, at);
    }
  }
  const isStroke = new Set<Spot>(spots.list.filter((_, index) => isCrisp(outline[index])));
  return keepSpots(ink, spots, (spot) => isStroke.has(spot));
}

const isCrisp = (outline?: { readonly crisp: number; readonly all: number }) =>
  outline !== undefined && outline.all > 0 && outline.crisp >= CRISP * outline.all;

/** How wide strokes are, by the runs of ink that begin and end in crisp edges, along rows and columns; null where there are none. */
export function widthOfStrokes({ width, height, values }: Plane, crisp: Uint8Array): number | null {
  const lengths: number[] = [];
  const isInside = (at: number) => floatAt(values, at) >= INSIDE;
  const along = (start: number, step: number, count: number) => {
    for (let each = 0; each < count; each++) {
      if (!isInside(start + each * step)) continue;
      const from = each;
      while (each < count && isInside(start + each * step)) each += 1;
      const isWhole =
        from > 0 && each < count && byteAt(crisp, start + from * step) === 1 && byteAt(crisp, start + (each - 1) * step) === 1;
      if (isWhole) lengths.push(each - from);
    }
  };
  for (let y = 0; y < height; y++) along(y * width, 1, width);
  for (let x = 0; x < width; x++) along(x, width, height);
  lengths.sort((a, b) => a - b);
  return lengths[Math.floor(lengths.length / 2)] ?? null;
}
