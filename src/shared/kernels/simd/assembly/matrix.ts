/** Moving matrices and adding up their rows; see kernels.ts. */
import { at, atByte, bytesOf } from './memory';

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
  for (; n + 4 <= columns; n += 4) {
    let sum = accumulate ? v128.load(at(destination + n)) : f32x4.splat(0);
    let from = at(source + n);
    for (let m = 0; m < rows; m++) {
      sum = f32x4.add(sum, v128.load(from));
      from += step;
    }
    v128.store(at(destination + n), sum);
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
  for (let i = 0; i < count; i += 4) v128.store(at(y + i), f32x4.add(v128.load(at(a + i)), v128.load(at(b + i))));
}

export function fill(from: i32, count: i32, value: f32): void {
  const value4 = f32x4.splat(value);
  let i = 0;
  for (; i + 4 <= count; i += 4) v128.store(at(from + i), value4);
  for (; i < count; i++) store<f32>(at(from + i), value);
}
