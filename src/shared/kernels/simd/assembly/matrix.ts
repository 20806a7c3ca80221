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
  for (let k = from; k < to; k++) {
    const source = at(b + (panel * bInner + k) * 8);
    const target = at(transposed + ((k >> 3) * transposedInner + panel * 8) * 8 + (k & 7));
    for (let lane = 0; lane < lanes; lane++) store<f32>(target + bytesOf(lane * 8), load<f32>(source + bytesOf(lane)));
  }
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
