/** The largest and the smallest within a square around each pixel: M. van Herk, Pattern Recognition Letters 13, 1992. */
import { floatAt } from '../../at';
import type { Plane } from './ink';

/** Within 2 · radius + 1 pixels to a side. */
export const largestWithin = (plane: Plane, radius: number): Plane => alongBoth(plane, radius, Math.max, Number.NEGATIVE_INFINITY);
export const smallestWithin = (plane: Plane, radius: number): Plane => alongBoth(plane, radius, Math.min, Number.POSITIVE_INFINITY);

type Choose = (a: number, b: number) => number;

function alongBoth(plane: Plane, radius: number, choose: Choose, none: number): Plane {
  const { width, height } = plane;
  const values = plane.values.slice();
  const row = alongLine(Math.max(width, height), radius, choose, none);
  for (let y = 0; y < height; y++) row(values, y * width, 1, width);
  for (let x = 0; x < width; x++) row(values, x, width, height);
  return { width, height, values };
}

/** In place: each window lies over two blocks, of which all beginnings and all ends are known. */
function alongLine(longest: number, radius: number, choose: Choose, none: number) {
  const size = 2 * radius + 1;
  const padded = Math.ceil((longest + 2 * radius) / size) * size;
  const [source, ends, beginnings] = [new Float32Array(padded), new Float32Array(padded), new Float32Array(padded)];
  return (values: Float32Array, start: number, step: number, count: number): void => {
    const length = count + 2 * radius;
    source.fill(none, 0, padded);
    for (let each = 0; each < count; each++) source[each + radius] = floatAt(values, start + each * step);
    for (let at = 0; at < length; at++)
      ends[at] = at % size === 0 ? floatAt(source, at) : choose(floatAt(ends, at - 1), floatAt(source, at));
    for (let at = padded - 1; at >= 0; at--)
      beginnings[at] = at % size === size - 1 ? floatAt(source, at) : choose(floatAt(beginnings, at + 1), floatAt(source, at));
    for (let each = 0; each < count; each++)
      values[start + each * step] = choose(floatAt(beginnings, each), floatAt(ends, each + size - 1));
  };
}
