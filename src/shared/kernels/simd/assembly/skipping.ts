/**
 * Products with a matrix that is mostly 0, which skip its zeros; see kernels.ts. An image of a digit is four fifths
 * paper. One row of C is kept in registers for three panels, and each place costs one broadcast number of A and 6 vectors
 * of B, all of which V8 loads before it multiplies: with four panels it runs out of registers and is half as fast. Where
 * fewer panels are left the last one is computed again: a single panel's two sums would wait for each other as long.
 */
import { at, atByte, wide } from './memory';

const LINE: usize = 64;

export function findNonZeros(x: i32, rowStride: i32, rows: i32, columns: i32, lists: i32, listStride: i32, masks: i32): void {
  for (let m = 0; m < rows; m++) {
    const row = at(x + m * rowStride), list = atByte(lists + m * listStride);
    let end = list + 2;
    for (let first = 0; first < columns; first += 64) {
      const last = min(first + 64, columns);
      let found: u64 = 0;
      for (let n = first; n < last; n += 4) {
        found |= <u64>i32x4.bitmask(f32x4.ne(v128.load(row + wide(n)), f32x4.splat(0))) << (n - first);
      }
      if (last - first < 64) found &= (<u64>1 << (last - first)) - 1; // what pads a row may be anything
      for (; found != 0; found &= found - 1) {
        store<u16>(end, first + <i32>ctz(found));
        end += 2;
      }
    }
    store<u16>(list, <u16>((end - list - 2) >> 1));
  }
  if (masks < 0) return;
  const step = wide(rowStride);
  let n = 0;
  for (; n + 4 <= columns; n += 4) {
    let from = at(x + n);
    let set = i32x4.splat(0), bit = i32x4.splat(1);
    for (let m = 0; m < rows; m++) {
      set = v128.or(set, v128.and(bit, f32x4.ne(v128.load(from), f32x4.splat(0))));
      bit = i32x4.shl(bit, 1);
      from += step;
    }
    v128.store(atByte(masks + 4 * n), set);
  }
  for (; n < columns; n++) {
    let set: u32 = 0;
    for (let m = 0; m < rows; m++) if (load<f32>(at(x + n + m * rowStride)) != 0) set |= 1 << m;
    store<u32>(atByte(masks + 4 * n), set);
  }
}

export function multiplyListed(
  a: i32, aRow: i32, aInner: i32, b: i32, bPanel: i32, bInner: i32, c: i32, cPanel: i32, cRow: i32,
  rows: i32, inner: i32, panels: i32, bias: i32, lists: i32, listStride: i32,
): void {
  for (let p = 0; p < panels; p += 3) {
    const p1 = min(p + 1, panels - 1), p2 = min(p + 2, panels - 1);
    const b0 = at(b + p * bPanel), b1 = at(b + p1 * bPanel), b2 = at(b + p2 * bPanel);
    touch(b0, b1, b2, wide(inner * bInner));
    for (let m = 0; m < rows; m++) {
      listed(
        at(a + m * aRow), wide(aInner), b0, b1, b2, wide(bInner),
        at(c + p * cPanel + m * cRow), at(c + p1 * cPanel + m * cRow), at(c + p2 * cPanel + m * cRow),
        bias, p, p1, p2, atByte(lists + m * listStride),
      );
    }
  }
}

/**
 * Reads one number of each cache line in order. The processor sees that coming and fetches ahead, which it cannot where
 * only the places of a list are read.
 */
function touch(b0: usize, b1: usize, b2: usize, length: usize): void {
  for (let step: usize = 0; step < length; step += LINE) {
    load<u8>(b0 + step);
    load<u8>(b1 + step);
    load<u8>(b2 + step);
  }
}

function listed(
  a: usize, aInner: usize, b0: usize, b1: usize, b2: usize, bInner: usize,
  c0: usize, c1: usize, c2: usize, bias: i32, p0: i32, p1: i32, p2: i32, list: usize,
): void {
  let c00 = f32x4.splat(0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00;
  if (bias >= 0) {
    c00 = v128.load(at(bias + p0 * 8));
    c01 = v128.load(at(bias + p0 * 8), 16);
    c10 = v128.load(at(bias + p1 * 8));
    c11 = v128.load(at(bias + p1 * 8), 16);
    c20 = v128.load(at(bias + p2 * 8));
    c21 = v128.load(at(bias + p2 * 8), 16);
  }
  let entry = list + 2;
  const end = entry + 2 * <usize>load<u16>(list);
  for (; entry < end; entry += 2) {
    const k = <usize>load<u16>(entry);
    const x = v128.load32_splat(a + k * aInner);
    const step = k * bInner;
    c00 = f32x4.add(c00, f32x4.mul(x, v128.load(b0 + step)));
    c01 = f32x4.add(c01, f32x4.mul(x, v128.load(b0 + step, 16)));
    c10 = f32x4.add(c10, f32x4.mul(x, v128.load(b1 + step)));
    c11 = f32x4.add(c11, f32x4.mul(x, v128.load(b1 + step, 16)));
    c20 = f32x4.add(c20, f32x4.mul(x, v128.load(b2 + step)));
    c21 = f32x4.add(c21, f32x4.mul(x, v128.load(b2 + step, 16)));
  }
  v128.store(c0, c00);
  v128.store(c0, c01, 16);
  v128.store(c1, c10);
  v128.store(c1, c11, 16);
  v128.store(c2, c20);
  v128.store(c2, c21, 16);
}

export function multiplyMasked(
  a: i32, aRow: i32, aInner: i32, b: i32, bPanel: i32, bInner: i32, c: i32, cPanel: i32, cRow: i32,
  rows: i32, panels: i32, masks: i32, maskStride: i32, parts: i32, partPlaces: i32,
): void {
  for (let p = 0; p < panels; p += 3) {
    const p1 = min(p + 1, panels - 1), p2 = min(p + 2, panels - 1);
    const b0 = at(b + p * bPanel), b1 = at(b + p1 * bPanel), b2 = at(b + p2 * bPanel);
    for (let m = 0; m < rows; m++) {
      masked(
        at(a + m * aRow), wide(aInner), b0, b1, b2, wide(bInner),
        at(c + p * cPanel + m * cRow), at(c + p1 * cPanel + m * cRow), at(c + p2 * cPanel + m * cRow),
        atByte(masks + 4 * m), maskStride, parts, partPlaces,
      );
    }
  }
}

/** Two masks at a time: the loop over set bits ends unforeseen by the processor, so the fewer loops the better. */
function masked(
  a: usize, aInner: usize, b0: usize, b1: usize, b2: usize, bInner: usize,
  c0: usize, c1: usize, c2: usize, mask: usize, maskStride: usize, parts: i32, partPlaces: i32,
): void {
  let c00 = f32x4.splat(0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00;
  for (let part = 0; part < parts; part += 2) {
    let set = <u64>load<u32>(mask);
    if (part + 1 < parts) set |= <u64>load<u32>(mask + maskStride) << partPlaces;
    const first = part * partPlaces;
    for (; set != 0; set &= set - 1) {
      const k = <usize>(first + <i32>ctz(set));
      const x = v128.load32_splat(a + k * aInner);
      const step = k * bInner;
      c00 = f32x4.add(c00, f32x4.mul(x, v128.load(b0 + step)));
      c01 = f32x4.add(c01, f32x4.mul(x, v128.load(b0 + step, 16)));
      c10 = f32x4.add(c10, f32x4.mul(x, v128.load(b1 + step)));
      c11 = f32x4.add(c11, f32x4.mul(x, v128.load(b1 + step, 16)));
      c20 = f32x4.add(c20, f32x4.mul(x, v128.load(b2 + step)));
      c21 = f32x4.add(c21, f32x4.mul(x, v128.load(b2 + step, 16)));
    }
    mask += 2 * maskStride;
  }
  v128.store(c0, c00);
  v128.store(c0, c01, 16);
  v128.store(c1, c10);
  v128.store(c1, c11, 16);
  v128.store(c2, c20);
  v128.store(c2, c21, 16);
}
