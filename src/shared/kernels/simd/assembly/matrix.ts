/** Moving matrices and adding up their rows; see kernels.ts. */
import { at, atByte, bytesOf, ZEROS } from './memory';
import { NUMBERS, put, second, TURN } from './vectors';

export function bytesToValues(sourceOffset: i32, destinationOffset: i32, count: i32, scale: f32, shift: f32): void {
  let source = atByte(sourceOffset), destination = at(destinationOffset);
  const scale4 = f32x4.splat(scale);
  const shift4 = f32x4.splat(shift);
  let i = 0;
  for (; i + 8 <= count; i += 8) {
    const words = v128.load8x8_u(source);
    const low = f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(words));
    const high = f32x4.convert_i32x4_u(i32x4.extend_high_i16x8_u(words));
    v128.store(destination, f32x4.add(f32x4.mul(low, scale4), shift4));
    v128.store(destination, f32x4.add(f32x4.mul(high, scale4), shift4), 16);
    source += 8;
    destination += 32;
  }
  for (; i < count; i++) {
    store<f32>(destination, <f32>load<u8>(source) * scale + shift);
    source++;
    destination += 4;
  }
}

export function transposePanel(b: i32, bInner: i32, panel: i32, from: i32, to: i32, transposed: i32, transposedInner: i32): void {
  const lanes = min(8, transposedInner - panel * 8);
  let k = from;
  while (k < to) {
    const source = at(b + (panel * bInner + k) * 8);
    const target = at(transposed + ((k >> 3) * transposedInner + panel * 8) * 8);
    if (lanes == 8 && (k & 7) == 0 && k + 8 <= to) {
      // Eight rows by eight columns, in four quarters.
      for (let quarter: usize = 0; quarter < 32; quarter += 16) {
        transpose4x4(source + quarter, target + 8 * quarter);
        transpose4x4(source + 128 + quarter, target + 16 + 8 * quarter);
      }
      k += 8;
    } else {
      const column = target + bytesOf(k & 7);
      for (let lane = 0; lane < lanes; lane++) store<f32>(column + bytesOf(lane * 8), load<f32>(source + bytesOf(lane)));
      k++;
    }
  }
}

/** Rows are 32 bytes apart in both. */
// @ts-ignore: decorator
@inline
function transpose4x4(from: usize, to: usize): void {
  const a = v128.load(from), b = v128.load(from, 32), c = v128.load(from, 64), d = v128.load(from, 96);
  const ab01 = v128.shuffle<f32>(a, b, 0, 4, 1, 5), ab23 = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const cd01 = v128.shuffle<f32>(c, d, 0, 4, 1, 5), cd23 = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f64>(ab01, cd01, 0, 2));
  v128.store(to, v128.shuffle<f64>(ab01, cd01, 1, 3), 32);
  v128.store(to, v128.shuffle<f64>(ab23, cd23, 0, 2), 64);
  v128.store(to, v128.shuffle<f64>(ab23, cd23, 1, 3), 96);
}

export function sumRows(source: i32, rowStride: i32, rows: i32, columns: i32, destination: i32, accumulate: i32): void {
  const step = bytesOf(rowStride);
  let n = 0;
  for (; n + NUMBERS <= columns; n += NUMBERS) {
    const to = at(destination + n);
    const start = accumulate ? to : ZEROS;
    let sum0 = v128.load(start), sum1 = second(start);
    let from = at(source + n);
    for (let m = 0; m < rows; m++) {
      sum0 = f32x4.add(sum0, v128.load(from)), sum1 = f32x4.add(sum1, second(from));
      from += step;
    }
    put(to, sum0, sum1);
  }
  for (; n < columns; n++) {
    let sum: f32 = accumulate ? load<f32>(at(destination + n)) : 0;
    let from = at(source + n);
    for (let m = 0; m < rows; m++) {
      sum += load<f32>(from);
      from += step;
    }
    store<f32>(at(destination + n), sum);
  }
}

export function copyRows(source: i32, sourceStride: i32, destination: i32, destinationStride: i32, rows: i32, columns: i32): void {
  for (let m = 0; m < rows; m++) memory.copy(at(destination + m * destinationStride), at(source + m * sourceStride), bytesOf(columns));
}

export function add(a: i32, b: i32, y: i32, count: i32): void {
  for (let i: usize = 0; i < bytesOf(count); i += TURN) {
    const left = at(a) + i, right = at(b) + i;
    put(at(y) + i, f32x4.add(v128.load(left), v128.load(right)), f32x4.add(second(left), second(right)));
  }
}

export function fill(from: i32, count: i32, value: f32): void {
  const value4 = f32x4.splat(value);
  let i = 0;
  for (; i + NUMBERS <= count; i += NUMBERS) put(at(from + i), value4, value4);
  for (; i < count; i++) store<f32>(at(from + i), value);
}
