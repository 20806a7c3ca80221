/**
 * Products and what goes with them. `multiply` keeps a tile of 4 rows × 8 columns of C in eight registers and reads, per
 * term of the sum, one 8-wide row of B and four broadcast numbers of A: 8 multiplications and 8 additions of vectors for
 * 6 loads. (6 × 8 spills registers and is half as fast.) A panel of B stays in the first-level cache while every row of
 * A goes past it. What is left below the last whole tile goes row by row, 3 panels at once: V8 loads all of a step's
 * numbers before it multiplies, and with 4 panels it runs out of registers and is half as fast. Where fewer panels are
 * left the last one is computed again.
 */
import { at, atByte, wide } from './memory';

export function multiply(
  a: i32, aRow: i32, aInner: i32, b: i32, bPanel: i32, bInner: i32, c: i32, cPanel: i32, cRow: i32,
  rows: i32, inner: i32, panels: i32, bias: i32, accumulate: i32,
): void {
  const tiled = rows & ~3;
  for (let p = 0; p < panels; p++) {
    const panel = at(b + p * bPanel);
    const start = bias >= 0 ? at(bias + p * 8) : 0;
    for (let m = 0; m < tiled; m += 4) {
      tile4(at(a + m * aRow), wide(aRow), wide(aInner), panel, wide(bInner), at(c + p * cPanel + m * cRow), wide(cRow), inner, start, accumulate);
    }
  }
  if (tiled < rows) {
    for (let p = 0; p < panels; p += 3) {
      const p1 = min(p + 1, panels - 1), p2 = min(p + 2, panels - 1);
      for (let m = tiled; m < rows; m++) {
        const row = c + m * cRow;
        row3(
          at(a + m * aRow), wide(aInner), at(b + p * bPanel), at(b + p1 * bPanel), at(b + p2 * bPanel), wide(bInner),
          at(row + p * cPanel), at(row + p1 * cPanel), at(row + p2 * cPanel), inner, bias, p, p1, p2, accumulate,
        );
      }
    }
  }
}

function tile4(
  a: usize, aRow: usize, aInner: usize, b: usize, bInner: usize, c: usize, cRow: usize,
  inner: i32, start: usize, accumulate: i32,
): void {
  const c1 = c + cRow, c2 = c1 + cRow, c3 = c2 + cRow;
  let c00 = f32x4.splat(0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00, c30 = c00, c31 = c00;
  if (accumulate) {
    c00 = v128.load(c);
    c01 = v128.load(c, 16);
    c10 = v128.load(c1);
    c11 = v128.load(c1, 16);
    c20 = v128.load(c2);
    c21 = v128.load(c2, 16);
    c30 = v128.load(c3);
    c31 = v128.load(c3, 16);
  } else if (start) {
    c00 = v128.load(start);
    c01 = v128.load(start, 16);
    c10 = c00, c20 = c00, c30 = c00;
    c11 = c01, c21 = c01, c31 = c01;
  }
  let a0 = a, a1 = a + aRow, a2 = a + 2 * aRow, a3 = a + 3 * aRow;
  for (let k = 0; k < inner; k++) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let x = v128.load32_splat(a0);
    c00 = f32x4.add(c00, f32x4.mul(x, b0));
    c01 = f32x4.add(c01, f32x4.mul(x, b1));
    x = v128.load32_splat(a1);
    c10 = f32x4.add(c10, f32x4.mul(x, b0));
    c11 = f32x4.add(c11, f32x4.mul(x, b1));
    x = v128.load32_splat(a2);
    c20 = f32x4.add(c20, f32x4.mul(x, b0));
    c21 = f32x4.add(c21, f32x4.mul(x, b1));
    x = v128.load32_splat(a3);
    c30 = f32x4.add(c30, f32x4.mul(x, b0));
    c31 = f32x4.add(c31, f32x4.mul(x, b1));
    a0 += aInner;
    a1 += aInner;
    a2 += aInner;
    a3 += aInner;
    b += bInner;
  }
  v128.store(c, c00);
  v128.store(c, c01, 16);
  v128.store(c1, c10);
  v128.store(c1, c11, 16);
  v128.store(c2, c20);
  v128.store(c2, c21, 16);
  v128.store(c3, c30);
  v128.store(c3, c31, 16);
}

/** One row by three panels; what is loaded of them is all loaded before it is stored, so the last may stand for others. */
function row3(
  a: usize, aInner: usize, b0: usize, b1: usize, b2: usize, bInner: usize, c0: usize, c1: usize, c2: usize,
  inner: i32, bias: i32, p0: i32, p1: i32, p2: i32, accumulate: i32,
): void {
  let c00 = f32x4.splat(0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00;
  if (accumulate) {
    c00 = v128.load(c0);
    c01 = v128.load(c0, 16);
    c10 = v128.load(c1);
    c11 = v128.load(c1, 16);
    c20 = v128.load(c2);
    c21 = v128.load(c2, 16);
  } else if (bias >= 0) {
    c00 = v128.load(at(bias + p0 * 8));
    c01 = v128.load(at(bias + p0 * 8), 16);
    c10 = v128.load(at(bias + p1 * 8));
    c11 = v128.load(at(bias + p1 * 8), 16);
    c20 = v128.load(at(bias + p2 * 8));
    c21 = v128.load(at(bias + p2 * 8), 16);
  }
  for (let k = 0; k < inner; k++) {
    const x = v128.load32_splat(a);
    c00 = f32x4.add(c00, f32x4.mul(x, v128.load(b0)));
    c01 = f32x4.add(c01, f32x4.mul(x, v128.load(b0, 16)));
    c10 = f32x4.add(c10, f32x4.mul(x, v128.load(b1)));
    c11 = f32x4.add(c11, f32x4.mul(x, v128.load(b1, 16)));
    c20 = f32x4.add(c20, f32x4.mul(x, v128.load(b2)));
    c21 = f32x4.add(c21, f32x4.mul(x, v128.load(b2, 16)));
    a += aInner;
    b0 += bInner;
    b1 += bInner;
    b2 += bInner;
  }
  v128.store(c0, c00);
  v128.store(c0, c01, 16);
  v128.store(c1, c10);
  v128.store(c1, c11, 16);
  v128.store(c2, c20);
  v128.store(c2, c21, 16);
}

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
    for (let lane = 0; lane < lanes; lane++) store<f32>(target + wide(lane * 8), load<f32>(source + wide(lane)));
  }
}

export function sumRows(source: i32, rowStride: i32, rows: i32, columns: i32, destination: i32, accumulate: i32): void {
  const step = wide(rowStride);
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
  for (let m = 0; m < rows; m++) memory.copy(at(destination + m * destinationStride), at(source + m * sourceStride), wide(columns));
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
