/**
 * Products with a matrix that is mostly 0, which skip its zeros; see kernels.ts. An image of a digit is four fifths
 * paper. One row of C is kept in registers for some panels, and each place costs one broadcast number of A and a row of B.
 * Narrow, V8 runs out of registers with more than three panels and is half as fast; wide, the sums of up to six wait for
 * each other as long as those of one.
 */
import { plus } from './functions';
import { at, atByte, bytesOf, ZEROS } from './memory';

const LINE: usize = 64;
/** The most panels at once: narrow as many as fit, wide as many as fit, and as many as sums that hide each other's waiting. */
const MOST_LISTED = WIDE ? 8 : 3;
const MOST_MASKED = WIDE ? 6 : 3;

export function findNonZeros(x: i32, rowStride: i32, rows: i32, columns: i32, lists: i32, listStride: i32, masks: i32): void {
  for (let m = 0; m < rows; m++) {
    const row = at(x + m * rowStride), list = atByte(lists + m * listStride);
    let end = list + 2;
    for (let first = 0; first < columns; first += 64) {
      const last = min(first + 64, columns);
      let found: u64 = 0;
      for (let n = first; n < last; n += 4) {
        found |= <u64>i32x4.bitmask(f32x4.ne(v128.load(row + bytesOf(n)), f32x4.splat(0))) << (n - first);
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
  const step = bytesOf(rowStride);
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
  a: i32, aStride: i32, b: i32, bStride: i32, c: i32, cStride: i32, rows: i32, panels: i32, bias: i32, lists: i32, listStride: i32,
): void {
  const aStep = bytesOf(aStride), bPanel = bytesOf(bStride), cStep = bytesOf(cStride);
  let from = at(b), to = at(c), start = bias < 0 ? ZEROS : at(bias);
  for (let left = panels; left > 0; ) {
    const width = min(left, MOST_LISTED);
    touch(from, <usize>width * bPanel);
    if (width == 1) listedRows(1, at(a), aStep, from, bPanel, to, cStep, rows, start, atByte(lists), listStride);
    else if (width == 2) listedRows(2, at(a), aStep, from, bPanel, to, cStep, rows, start, atByte(lists), listStride);
    else if (width == 3) listedRows(3, at(a), aStep, from, bPanel, to, cStep, rows, start, atByte(lists), listStride);
    else if (WIDE) {
      if (width == 4) listedRows(4, at(a), aStep, from, bPanel, to, cStep, rows, start, atByte(lists), listStride);
      else if (width == 5) listedRows(5, at(a), aStep, from, bPanel, to, cStep, rows, start, atByte(lists), listStride);
      else if (width == 6) listedRows(6, at(a), aStep, from, bPanel, to, cStep, rows, start, atByte(lists), listStride);
      else if (width == 7) listedRows(7, at(a), aStep, from, bPanel, to, cStep, rows, start, atByte(lists), listStride);
      else listedRows(8, at(a), aStep, from, bPanel, to, cStep, rows, start, atByte(lists), listStride);
    }
    left -= width;
    from += <usize>width * bPanel;
    to += 32 * width;
    if (start != ZEROS) start += 32 * width;
  }
}

/**
 * Reads one number of each cache line in order. The processor sees that coming and fetches ahead, which it cannot where
 * only the places of a list are read.
 */
function touch(from: usize, length: usize): void {
  for (let step: usize = 0; step < length; step += LINE) load<u8>(from + step);
}

/** Rows of C by `width` panels, which the compiler knows. */
// @ts-ignore: decorator
@inline
function listedRows(
  width: i32, a: usize, aStep: usize, b: usize, bPanel: usize, c: usize, cStep: usize, rows: i32, start: usize, list: usize, listStep: usize,
): void {
  for (let m = 0; m < rows; m++) {
    let c00 = v128.load(start), c01 = v128.load(start, 16);
    let c10 = c00, c11 = c01, c20 = c00, c21 = c01, c30 = c00, c31 = c01;
    let c40 = c00, c41 = c01, c50 = c00, c51 = c01, c60 = c00, c61 = c01, c70 = c00, c71 = c01;
    if (width > 1) c10 = v128.load(start, 32), c11 = v128.load(start, 48);
    if (width > 2) c20 = v128.load(start, 64), c21 = v128.load(start, 80);
    if (width > 3) c30 = v128.load(start, 96), c31 = v128.load(start, 112);
    if (width > 4) c40 = v128.load(start, 128), c41 = v128.load(start, 144);
    if (width > 5) c50 = v128.load(start, 160), c51 = v128.load(start, 176);
    if (width > 6) c60 = v128.load(start, 192), c61 = v128.load(start, 208);
    if (width > 7) c70 = v128.load(start, 224), c71 = v128.load(start, 240);
    const end = list + 2 + 2 * <usize>load<u16>(list);
    for (let entry = list + 2; entry < end; entry += 2) {
      const k = <usize>load<u16>(entry);
      const x = v128.load32_splat(a + 4 * k);
      let from = b + 32 * k;
      c00 = plus(c00, x, v128.load(from)), c01 = plus(c01, x, v128.load(from, 16));
      if (width > 1) from += bPanel, c10 = plus(c10, x, v128.load(from)), c11 = plus(c11, x, v128.load(from, 16));
      if (width > 2) from += bPanel, c20 = plus(c20, x, v128.load(from)), c21 = plus(c21, x, v128.load(from, 16));
      if (width > 3) from += bPanel, c30 = plus(c30, x, v128.load(from)), c31 = plus(c31, x, v128.load(from, 16));
      if (width > 4) from += bPanel, c40 = plus(c40, x, v128.load(from)), c41 = plus(c41, x, v128.load(from, 16));
      if (width > 5) from += bPanel, c50 = plus(c50, x, v128.load(from)), c51 = plus(c51, x, v128.load(from, 16));
      if (width > 6) from += bPanel, c60 = plus(c60, x, v128.load(from)), c61 = plus(c61, x, v128.load(from, 16));
      if (width > 7) from += bPanel, c70 = plus(c70, x, v128.load(from)), c71 = plus(c71, x, v128.load(from, 16));
    }
    v128.store(c, c00), v128.store(c, c01, 16);
    if (width > 1) v128.store(c, c10, 32), v128.store(c, c11, 48);
    if (width > 2) v128.store(c, c20, 64), v128.store(c, c21, 80);
    if (width > 3) v128.store(c, c30, 96), v128.store(c, c31, 112);
    if (width > 4) v128.store(c, c40, 128), v128.store(c, c41, 144);
    if (width > 5) v128.store(c, c50, 160), v128.store(c, c51, 176);
    if (width > 6) v128.store(c, c60, 192), v128.store(c, c61, 208);
    if (width > 7) v128.store(c, c70, 224), v128.store(c, c71, 240);
    a += aStep;
    c += cStep;
    list += listStep;
  }
}

export function multiplyMasked(
  a: i32, aStride: i32, b: i32, bStride: i32, c: i32, cStride: i32,
  rows: i32, panels: i32, masks: i32, maskStride: i32, parts: i32, partPlaces: i32,
): void {
  const aStep = bytesOf(aStride), bStep = bytesOf(bStride), cPanel = bytesOf(cStride);
  let from = at(b), to = at(c);
  for (let left = panels; left > 0; ) {
    const width = min(left, MOST_MASKED);
    if (width == 1) maskedRows(1, at(a), aStep, from, bStep, to, cPanel, rows, atByte(masks), maskStride, parts, partPlaces);
    else if (width == 2) maskedRows(2, at(a), aStep, from, bStep, to, cPanel, rows, atByte(masks), maskStride, parts, partPlaces);
    else if (width == 3) maskedRows(3, at(a), aStep, from, bStep, to, cPanel, rows, atByte(masks), maskStride, parts, partPlaces);
    else if (WIDE) {
      if (width == 4) maskedRows(4, at(a), aStep, from, bStep, to, cPanel, rows, atByte(masks), maskStride, parts, partPlaces);
      else if (width == 5) maskedRows(5, at(a), aStep, from, bStep, to, cPanel, rows, atByte(masks), maskStride, parts, partPlaces);
      else maskedRows(6, at(a), aStep, from, bStep, to, cPanel, rows, atByte(masks), maskStride, parts, partPlaces);
    }
    left -= width;
    from += 32 * width;
    to += <usize>width * cPanel;
  }
}

/**
 * Rows of C by `width` panels, which the compiler knows. Two masks at a time: the loop over set bits ends unforeseen by the
 * processor, so the fewer loops the better.
 */
// @ts-ignore: decorator
@inline
function maskedRows(
  width: i32, a: usize, aStep: usize, b: usize, bStep: usize, c: usize, cPanel: usize,
  rows: i32, masks: usize, maskStride: usize, parts: i32, partPlaces: i32,
): void {
  for (let m = 0; m < rows; m++) {
    let c00 = f32x4.splat(0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00;
    let c30 = c00, c31 = c00, c40 = c00, c41 = c00, c50 = c00, c51 = c00;
    let mask = masks;
    for (let part = 0; part < parts; part += 2) {
      let set = <u64>load<u32>(mask);
      if (part + 1 < parts) set |= <u64>load<u32>(mask + maskStride) << partPlaces;
      const first = part * partPlaces;
      for (; set != 0; set &= set - 1) {
        const k = <usize>(first + <i32>ctz(set));
        const x = v128.load32_splat(a + k * aStep);
        const from = b + k * bStep;
        c00 = plus(c00, x, v128.load(from)), c01 = plus(c01, x, v128.load(from, 16));
        if (width > 1) c10 = plus(c10, x, v128.load(from, 32)), c11 = plus(c11, x, v128.load(from, 48));
        if (width > 2) c20 = plus(c20, x, v128.load(from, 64)), c21 = plus(c21, x, v128.load(from, 80));
        if (width > 3) c30 = plus(c30, x, v128.load(from, 96)), c31 = plus(c31, x, v128.load(from, 112));
        if (width > 4) c40 = plus(c40, x, v128.load(from, 128)), c41 = plus(c41, x, v128.load(from, 144));
        if (width > 5) c50 = plus(c50, x, v128.load(from, 160)), c51 = plus(c51, x, v128.load(from, 176));
      }
      mask += 2 * maskStride;
    }
    let to = c;
    v128.store(to, c00), v128.store(to, c01, 16);
    if (width > 1) to += cPanel, v128.store(to, c10), v128.store(to, c11, 16);
    if (width > 2) to += cPanel, v128.store(to, c20), v128.store(to, c21, 16);
    if (width > 3) to += cPanel, v128.store(to, c30), v128.store(to, c31, 16);
    if (width > 4) to += cPanel, v128.store(to, c40), v128.store(to, c41, 16);
    if (width > 5) to += cPanel, v128.store(to, c50), v128.store(to, c51, 16);
    a += 4;
    c += 32;
    masks += 4;
  }
}
