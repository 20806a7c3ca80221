/** Exact Euclidean distances in linear time: P. Felzenszwalb and D. Huttenlocher, "Distance Transforms of Sampled Functions", 2012. */
import { byteAt, floatAt, integerAt } from '../../at';

/** For each pixel the distance in pixels to the nearest whose mask is not 0; Infinity where there is none. */
export function distanceTo(mask: Uint8Array, width: number, height: number): Float64Array {
  const squares = new Float64Array(width * height);
  for (let at = 0; at < squares.length; at++) squares[at] = byteAt(mask, at) === 0 ? FAR : 0;
  for (let x = 0; x < width; x++) along(squares, x, width, height);
  for (let y = 0; y < height; y++) along(squares, y * width, 1, width);
  return squares.map((square) => (square >= FAR ? Number.POSITIVE_INFINITY : Math.sqrt(square)));
}

/** Farther than any pixel, as a square; finite, for differences of it are taken. */
const FAR = 1e12;

/** The lower envelope of the parabolas over one line of squared distances, in place. */
function along(squares: Float64Array, start: number, step: number, count: number): void {
  const values = Float64Array.from({ length: count }, (_, index) => floatAt(squares, start + index * step));
  const centres = new Int32Array(count);
  const from = new Float64Array(count + 1);
  let last = 0;
  from[0] = Number.NEGATIVE_INFINITY;
  from[1] = Number.POSITIVE_INFINITY;
  const crossing = (a: number, b: number) => (floatAt(values, a) + a * a - floatAt(values, b) - b * b) / (2 * a - 2 * b);
  for (let index = 1; index < count; index++) {
    let place = crossing(index, integerAt(centres, last));
    while (place <= floatAt(from, last)) {
      last -= 1;
      place = crossing(index, integerAt(centres, last));
    }
    last += 1;
    centres[last] = index;
    from[last] = place;
    from[last + 1] = Number.POSITIVE_INFINITY;
  }
  for (let index = 0, envelope = 0; index < count; index++) {
    while (floatAt(from, envelope + 1) < index) envelope += 1;
    const centre = integerAt(centres, envelope);
    squares[start + index * step] = (index - centre) ** 2 + floatAt(values, centre);
  }
}
