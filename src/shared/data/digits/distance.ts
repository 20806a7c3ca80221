/** Exact Euclidean distances in linear time: P. Felzenszwalb and D. Huttenlocher, "Distance Transforms of Sampled Functions", 2012. */
import { byteAt, floatAt, integerAt } from '../../at';

/** Farther than any pixel; finite, for differences of its square are taken. */
const FAR = 1e6;

/** For each pixel the distance in pixels to the nearest whose mask is `wanted`; FAR or more where there is none. */
export function distanceTo(wanted: number, mask: Uint8Array, width: number, height: number): Float64Array {
  const squares = new Float64Array(width * height);
  for (let x = 0; x < width; x++) alongColumn(squares, mask, wanted, x, width);
  const row = lowerEnvelope(width);
  for (let y = 0; y < height; y++) row(squares, y * width);
  for (let at = 0; at < squares.length; at++) squares[at] = Math.sqrt(floatAt(squares, at));
  return squares;
}

/** Squares of the distances within one column: counted downwards, then upwards. */
function alongColumn(squares: Float64Array, mask: Uint8Array, wanted: number, x: number, width: number): void {
  let distance = FAR;
  for (let at = x; at < squares.length; at += width) {
    distance = byteAt(mask, at) === wanted ? 0 : distance + 1;
    squares[at] = distance;
  }
  distance = FAR;
  for (let at = squares.length - width + x; at >= 0; at -= width) {
    distance = byteAt(mask, at) === wanted ? 0 : distance + 1;
    squares[at] = Math.min(distance, floatAt(squares, at)) ** 2;
  }
}

/** The lower envelope of the parabolas over one row of squares, in place; its lists are made once for all rows. */
function lowerEnvelope(count: number) {
  const values = new Float64Array(count);
  const centres = new Int32Array(count);
  const from = new Float64Array(count + 1);
  const crossing = (a: number, b: number) => (floatAt(values, a) + a * a - floatAt(values, b) - b * b) / (2 * a - 2 * b);
  return (squares: Float64Array, start: number): void => {
    values.set(squares.subarray(start, start + count));
    let last = 0;
    centres[0] = 0;
    from[0] = Number.NEGATIVE_INFINITY;
    for (let index = 1; index < count; index++) {
      let place = crossing(index, integerAt(centres, last));
      while (place <= floatAt(from, last)) {
        last -= 1;
        place = crossing(index, integerAt(centres, last));
      }
      last += 1;
      centres[last] = index;
      from[last] = place;
    }
    from[last + 1] = Number.POSITIVE_INFINITY;
    for (let index = 0, envelope = 0; index < count; index++) {
      while (floatAt(from, envelope + 1) < index) envelope += 1;
      const centre = integerAt(centres, envelope);
      squares[start + index] = (index - centre) ** 2 + floatAt(values, centre);
    }
  };
}
