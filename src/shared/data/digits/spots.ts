/** Connected parts of a picture's ink. */
import { floatAt, integerAt } from '../../at';
import type { Plane } from './ink';

/** A connected part of the ink (4-neighbourhood), its box in whole pixels, right and bottom exclusive. */
export interface Spot {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** Pixels that it takes. */
  readonly area: number;
  /** Sum of their ink. */
  readonly mass: number;
}

export interface Spots {
  readonly list: readonly Spot[];
  /** For each pixel the index of its spot; −1 where there is none. */
  readonly of: Int32Array;
}

/** Of all pixels with more ink than `least`, 0 … 1. */
export function spotsOf({ width, height, values }: Plane, least = 0): Spots {
  const of = new Int32Array(values.length).fill(-1);
  const list: Spot[] = [];
  const waiting: number[] = [];
  for (let start = 0; start < values.length; start++) {
    if (of[start] !== -1 || floatAt(values, start) <= least) continue;
    let [left, top, right, bottom, area, mass] = [width, height, 0, 0, 0, 0];
    of[start] = list.length;
    waiting.push(start);
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      const [x, y] = [at % width, Math.floor(at / width)];
      area += 1;
      mass += floatAt(values, at);
      if (x < left) left = x;
      if (x >= right) right = x + 1;
      if (y < top) top = y;
      if (y >= bottom) bottom = y + 1;
      for (const next of [x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, at - width, at + width]) {
        if (next < 0 || next >= values.length || of[next] !== -1 || floatAt(values, next) <= least) continue;
        of[next] = list.length;
        waiting.push(next);
      }
    }
    list.push({ left, top, right, bottom, area, mass });
  }
  return { list, of };
}

/** The ink of some spots alone; what belongs to none stays. */
export function keepSpots(ink: Plane, { list, of }: Spots, keeps: (spot: Spot) => boolean): Plane {
  const kept = list.map(keeps);
  if (kept.every(Boolean)) return ink;
  return { ...ink, values: ink.values.map((value, at) => (integerAt(of, at) < 0 || kept[integerAt(of, at)] ? value : 0)) };
}

/** A spot smaller than this share of the largest is dust. */
const DUST = 0.03;

export function withoutDust(ink: Plane): Plane {
  const spots = spotsOf(ink);
  const least = DUST * spots.list.reduce((most, { mass }) => Math.max(most, mass), 0);
  return keepSpots(ink, spots, ({ mass }) => mass >= least);
}
