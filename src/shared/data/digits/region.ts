/** Parts of a picture: rectangles in whole pixels, right and bottom exclusive. */
import { floatAt } from '../../at';
import type { Plane } from './ink';

export interface Region {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const wholeOf = ({ width, height }: Pick<Plane, 'width' | 'height'>): Region => ({ left: 0, top: 0, right: width, bottom: height });

export const widthOf = ({ left, right }: Region) => right - left;
export const heightOf = ({ top, bottom }: Region) => bottom - top;
export const areaOf = (region: Region) => widthOf(region) * heightOf(region);

export function cut({ width, values }: Plane, region: Region): Plane {
  const cutWidth = widthOf(region);
  const part = new Float32Array(areaOf(region));
  for (let y = region.top; y < region.bottom; y++)
    part.set(values.subarray(y * width + region.left, y * width + region.right), (y - region.top) * cutWidth);
  return { width: cutWidth, height: heightOf(region), values: part };
}

/** What was cut out, back in its place. */
export function pasted({ width, height, values }: Plane, part: Plane, { left, top }: Region): Plane {
  const result = values.slice();
  for (let y = 0; y < part.height; y++) result.set(part.values.subarray(y * part.width, (y + 1) * part.width), (y + top) * width + left);
  return { width, height, values: result };
}

/** A plane with nothing on it. */
export const blankOf = ({ width, height }: Pick<Plane, 'width' | 'height'>): Plane => ({
  width,
  height,
  values: new Float32Array(width * height),
});

/** The positions of a region's outermost pixels. */
export function ringOf({ left, top, right, bottom }: Region, width: number): number[] {
  const positions: number[] = [];
  for (let x = left; x < right; x++) positions.push(top * width + x, (bottom - 1) * width + x);
  for (let y = top + 1; y < bottom - 1; y++) positions.push(y * width + left, y * width + right - 1);
  return positions;
}

/** Of values at such positions; 1 where there are none. */
export function medianAt(values: Float32Array, positions: readonly number[]): number {
  const sorted = positions.map((position) => floatAt(values, position)).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 1;
}

/** The box of the pixels of a region for which it holds; null where there are none. */
export function boxWhere({ left, top, right, bottom }: Region, holds: (x: number, y: number) => boolean): Region | null {
  const box = { left: right, top: bottom, right: left, bottom: top };
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      if (!holds(x, y)) continue;
      box.left = Math.min(box.left, x);
      box.right = Math.max(box.right, x + 1);
      box.top = Math.min(box.top, y);
      box.bottom = y + 1;
    }
  }
  return box.left < box.right ? box : null;
}
