/**
 * Products of matrices. A tile of C, some rows by one panel or two, is kept in registers; each term of its sums costs one row
 * of B and, for every row of the tile, a broadcast number of A. A panel of B stays in the first-level cache while all rows go
 * past it.
 *
 * Narrow, a tile of 4 rows × 1 panel is eight registers of 128 bits; 6 × 1 spills.
 * Wide, 5 rows × 2 panels are ten of 256, of the fifteen that V8 gives away; what is no multiple of 5 is made up of tiles of
 * 4 and of 3 rows. Two terms a turn share the turn's cost, each in a basic block of its own: V8 packs vectors within a block,
 * and one block of both would need the rows of B of both at once, and spill. (Narrow and by columns one is faster.)
 *
 * Addresses are as the compiler likes them: pairs of vectors at distances that it knows, and few pointers to move.
 * Rows that no tile takes go one by one, some panels at once; where fewer panels are left the last one is computed again.
 */
import { plus } from './functions';
import { at, bytesOf, ZEROS } from './memory';

export function multiply(
  a: i32, aStride: i32, b: i32, bStride: i32, c: i32, cStride: i32, rows: i32, inner: i32, panels: i32, bias: i32, accumulate: i32,
): void {
  const tiled = tiledRows(rows);
  let p = 0;
  if (WIDE) for (; p + 2 <= panels; p += 2) pairByRows(at(a), bytesOf(aStride), at(b + p * bStride), bytesOf(bStride), at(c + p * 8), bytesOf(cStride), tiled, inner, startAt(bias, p), accumulate);
  for (; p < panels; p++) panelByRows(at(a), bytesOf(aStride), at(b + p * bStride), 0, at(c + p * 8), bytesOf(cStride), tiled, inner, startAt(bias, p), accumulate);
  for (let m = tiled; m < rows; m++) {
    const to = at(c + m * cStride), start = accumulate ? to : startAt(bias, 0);
    row(at(a + m * aStride), 4, at(b), bytesOf(bStride), 32, to, 32, inner, panels, start, start == ZEROS ? 0 : 32);
  }
}

export function multiplyTransposed(
  a: i32, aStride: i32, b: i32, bStride: i32, c: i32, cStride: i32, rows: i32, inner: i32, panels: i32, accumulate: i32,
): void {
  const tiled = tiledRows(rows);
  let p = 0;
  if (WIDE) for (; p + 2 <= panels; p += 2) pairByColumns(at(a), bytesOf(aStride), at(b + p * 8), bytesOf(bStride), at(c + p * cStride), bytesOf(cStride), tiled, inner, accumulate);
  for (; p < panels; p++) panelByColumns(at(a), bytesOf(aStride), at(b + p * 8), bytesOf(bStride), at(c + p * cStride), 0, tiled, inner, accumulate);
  for (let m = tiled; m < rows; m++) {
    const to = at(c + m * 8), cPanel = bytesOf(cStride);
    row(at(a + m), bytesOf(aStride), at(b), 32, bytesOf(bStride), to, cPanel, inner, panels, accumulate ? to : ZEROS, accumulate ? cPanel : 0);
  }
}

// @ts-ignore: decorator
@inline
function startAt(bias: i32, panel: i32): usize {
  return bias < 0 ? ZEROS : at(bias + panel * 8);
}

/** Panels that a row which no tile takes is multiplied by at once. */
const ROW_PANELS = WIDE ? 2 : 3;

/** How many rows tiles take, the first ones. */
// @ts-ignore: decorator
@inline
function tiledRows(rows: i32): i32 {
  return WIDE ? (rows > 2 ? rows : 0) : rows & ~3;
}

function pairByRows(
  a: usize, aStride: usize, b: usize, bStride: usize, c: usize, cStride: usize, rows: i32, inner: i32, start: usize, accumulate: i32,
): void {
  tiles(2, false, a, aStride, b, bStride, c, cStride, rows, inner, start, accumulate);
}

function panelByRows(
  a: usize, aStride: usize, b: usize, bStride: usize, c: usize, cStride: usize, rows: i32, inner: i32, start: usize, accumulate: i32,
): void {
  tiles(1, false, a, aStride, b, bStride, c, cStride, rows, inner, start, accumulate);
}

function pairByColumns(
  a: usize, aStride: usize, b: usize, bStride: usize, c: usize, cStride: usize, rows: i32, inner: i32, accumulate: i32,
): void {
  tiles(2, true, a, aStride, b, bStride, c, cStride, rows, inner, ZEROS, accumulate);
}

function panelByColumns(
  a: usize, aStride: usize, b: usize, bStride: usize, c: usize, cStride: usize, rows: i32, inner: i32, accumulate: i32,
): void {
  tiles(1, true, a, aStride, b, bStride, c, cStride, rows, inner, ZEROS, accumulate);
}

/**
 * `panels` panels of C, 1 or 2, and as many rows as tiles take. By rows, A is in rows, B in panels and C in rows; by columns, A
 * and B are in rows and C in panels. `panels` and `columns` are known to the compiler.
 */
// @ts-ignore: decorator
@inline
function tiles(
  panels: i32, columns: bool, a: usize, aStride: usize, b: usize, bStride: usize, c: usize, cStride: usize,
  rows: i32, inner: i32, start: usize, accumulate: i32,
): void {
  const aRow: usize = columns ? 4 : aStride, cRow: usize = columns ? 32 : cStride;
  let fives = 0, fours = rows >> 2, threes = 0;
  if (WIDE) {
    // 5·fives + 4·fours + 3·threes = rows, with as many fives as can be.
    fives = (rows + 4) / 5;
    fours = 5 * fives - rows;
    fives -= fours;
    for (; fives < 0; fives++) {
      fours -= 2;
      threes++;
    }
  }
  if (WIDE) {
    for (; fives > 0; fives--) {
      tile(5, panels, columns, a, aStride, b, bStride, c, cStride, inner, start, accumulate);
      a += 5 * aRow;
      c += 5 * cRow;
    }
  }
  for (; fours > 0; fours--) {
    tile(4, panels, columns, a, aStride, b, bStride, c, cStride, inner, start, accumulate);
    a += 4 * aRow;
    c += 4 * cRow;
  }
  if (WIDE) {
    for (; threes > 0; threes--) {
      tile(3, panels, columns, a, aStride, b, bStride, c, cStride, inner, start, accumulate);
      a += 3 * aRow;
      c += 3 * cRow;
    }
  }
}

/** One tile of 3, 4 or 5 rows; inner ≥ 1. */
// @ts-ignore: decorator
@inline
function tile(
  rows: i32, panels: i32, columns: bool, a: usize, aStride: usize, b: usize, bStride: usize, c: usize, cStride: usize,
  inner: i32, start: usize, accumulate: i32,
): void {
  // From a row of C to the next, and from its panel.
  const cRow: usize = columns ? 32 : cStride, cPanel: usize = columns ? cStride : 32;
  const c1 = c + cRow, c2 = c1 + cRow, c3 = c2 + cRow, c4 = c3 + cRow;
  // Sums start from C, from the bias, which is the same for all rows, or from zeros.
  const from = accumulate ? c : start, fromRow: usize = accumulate ? cRow : 0, fromPanel: usize = accumulate ? cPanel : 0;
  const from1 = from + fromRow, from2 = from1 + fromRow, from3 = from2 + fromRow, from4 = from3 + fromRow;
  // Two vectors of the first panel, two of the second, for each row.
  let c00 = v128.load(from), c01 = v128.load(from, 16), c02 = c00, c03 = c01;
  let c10 = v128.load(from1), c11 = v128.load(from1, 16), c12 = c00, c13 = c01;
  let c20 = v128.load(from2), c21 = v128.load(from2, 16), c22 = c00, c23 = c01;
  let c30 = c00, c31 = c01, c32 = c00, c33 = c01, c40 = c00, c41 = c01, c42 = c00, c43 = c01;
  if (rows > 3) c30 = v128.load(from3), c31 = v128.load(from3, 16);
  if (rows > 4) c40 = v128.load(from4), c41 = v128.load(from4, 16);
  if (panels > 1) {
    c02 = thirdOf(columns, from, fromPanel), c03 = fourthOf(columns, from, fromPanel);
    c12 = thirdOf(columns, from1, fromPanel), c13 = fourthOf(columns, from1, fromPanel);
    c22 = thirdOf(columns, from2, fromPanel), c23 = fourthOf(columns, from2, fromPanel);
    if (rows > 3) c32 = thirdOf(columns, from3, fromPanel), c33 = fourthOf(columns, from3, fromPanel);
    if (rows > 4) c42 = thirdOf(columns, from4, fromPanel), c43 = fourthOf(columns, from4, fromPanel);
  }
  // By columns the rows' numbers of A are beside each other, and so are the panels of B; by rows the terms' are.
  let a0 = a, a1 = a0 + aStride, a2 = a1 + aStride, a3 = a2 + aStride, a4 = a3 + aStride, second = b + bStride;
  for (let left = inner; ; ) {
    let b0 = v128.load(b), b1 = v128.load(b, 16), b2 = b0, b3 = b1;
    if (panels > 1) b2 = columns ? v128.load(b, 32) : v128.load(second), b3 = columns ? v128.load(b, 48) : v128.load(second, 16);
    let x = v128.load32_splat(a0);
    c00 = plus(c00, x, b0), c01 = plus(c01, x, b1);
    if (panels > 1) c02 = plus(c02, x, b2), c03 = plus(c03, x, b3);
    x = columns ? v128.load32_splat(a0, 4) : v128.load32_splat(a1);
    c10 = plus(c10, x, b0), c11 = plus(c11, x, b1);
    if (panels > 1) c12 = plus(c12, x, b2), c13 = plus(c13, x, b3);
    x = columns ? v128.load32_splat(a0, 8) : v128.load32_splat(a2);
    c20 = plus(c20, x, b0), c21 = plus(c21, x, b1);
    if (panels > 1) c22 = plus(c22, x, b2), c23 = plus(c23, x, b3);
    if (rows > 3) {
      x = columns ? v128.load32_splat(a0, 12) : v128.load32_splat(a3);
      c30 = plus(c30, x, b0), c31 = plus(c31, x, b1);
      if (panels > 1) c32 = plus(c32, x, b2), c33 = plus(c33, x, b3);
    }
    if (rows > 4) {
      x = columns ? v128.load32_splat(a0, 16) : v128.load32_splat(a4);
      c40 = plus(c40, x, b0), c41 = plus(c41, x, b1);
      if (panels > 1) c42 = plus(c42, x, b2), c43 = plus(c43, x, b3);
    }
    if (columns) a0 += aStride, b += bStride;
    if (--left == 0) break;
    if (WIDE || !columns) {
      b0 = columns ? v128.load(b) : v128.load(b, 32), b1 = columns ? v128.load(b, 16) : v128.load(b, 48), b2 = b0, b3 = b1;
      if (panels > 1) b2 = columns ? v128.load(b, 32) : v128.load(second, 32), b3 = columns ? v128.load(b, 48) : v128.load(second, 48);
      x = columns ? v128.load32_splat(a0) : v128.load32_splat(a0, 4);
      c00 = plus(c00, x, b0), c01 = plus(c01, x, b1);
      if (panels > 1) c02 = plus(c02, x, b2), c03 = plus(c03, x, b3);
      x = columns ? v128.load32_splat(a0, 4) : v128.load32_splat(a1, 4);
      c10 = plus(c10, x, b0), c11 = plus(c11, x, b1);
      if (panels > 1) c12 = plus(c12, x, b2), c13 = plus(c13, x, b3);
      x = columns ? v128.load32_splat(a0, 8) : v128.load32_splat(a2, 4);
      c20 = plus(c20, x, b0), c21 = plus(c21, x, b1);
      if (panels > 1) c22 = plus(c22, x, b2), c23 = plus(c23, x, b3);
      if (rows > 3) {
        x = columns ? v128.load32_splat(a0, 12) : v128.load32_splat(a3, 4);
        c30 = plus(c30, x, b0), c31 = plus(c31, x, b1);
        if (panels > 1) c32 = plus(c32, x, b2), c33 = plus(c33, x, b3);
      }
      if (rows > 4) {
        x = columns ? v128.load32_splat(a0, 16) : v128.load32_splat(a4, 4);
        c40 = plus(c40, x, b0), c41 = plus(c41, x, b1);
        if (panels > 1) c42 = plus(c42, x, b2), c43 = plus(c43, x, b3);
      }
      if (columns) a0 += aStride, b += bStride;
      if (--left == 0) break;
    }
    if (!columns) {
      a0 += 8, a1 += 8, a2 += 8;
      if (rows > 3) a3 += 8;
      if (rows > 4) a4 += 8;
      b += 64;
      if (panels > 1) second += 64;
    }
  }
  v128.store(c, c00), v128.store(c, c01, 16);
  v128.store(c1, c10), v128.store(c1, c11, 16);
  v128.store(c2, c20), v128.store(c2, c21, 16);
  if (rows > 3) v128.store(c3, c30), v128.store(c3, c31, 16);
  if (rows > 4) v128.store(c4, c40), v128.store(c4, c41, 16);
  if (panels > 1) {
    storePanel(columns, c, cPanel, c02, c03);
    storePanel(columns, c1, cPanel, c12, c13);
    storePanel(columns, c2, cPanel, c22, c23);
    if (rows > 3) storePanel(columns, c3, cPanel, c32, c33);
    if (rows > 4) storePanel(columns, c4, cPanel, c42, c43);
  }
}

/** The second panel of a row of C: by rows beside the first, at distances that the compiler knows; by columns `panel` behind it. */
// @ts-ignore: decorator
@inline
function thirdOf(columns: bool, c: usize, panel: usize): v128 {
  return columns ? v128.load(c + panel) : v128.load(c, 32);
}

// @ts-ignore: decorator
@inline
function fourthOf(columns: bool, c: usize, panel: usize): v128 {
  return columns ? v128.load(c + panel, 16) : v128.load(c, 48);
}

// @ts-ignore: decorator
@inline
function storePanel(columns: bool, c: usize, panel: usize, lower: v128, upper: v128): void {
  if (columns) v128.store(c + panel, lower), v128.store(c + panel, upper, 16);
  else v128.store(c, lower, 32), v128.store(c, upper, 48);
}

/** One row of C by some panels at once, whichever way A, B and C stand; sums start from what stands at `start`. */
function row(
  a: usize, aTerm: usize, b: usize, bPanel: usize, bTerm: usize, c: usize, cPanel: usize, inner: i32, panels: i32,
  start: usize, startPanel: usize,
): void {
  let p = 0;
  if (WIDE) for (; p + 6 <= panels; p += 6) rowOf(6, a, aTerm, b, bPanel, bTerm, c, cPanel, inner, p, panels - 1, start, startPanel);
  for (; p < panels; p += ROW_PANELS) rowOf(ROW_PANELS, a, aTerm, b, bPanel, bTerm, c, cPanel, inner, p, panels - 1, start, startPanel);
}

/** What is loaded of the panels is all loaded before it is stored, so the last one may stand for others. */
// @ts-ignore: decorator
@inline
function rowOf(
  width: i32, a: usize, aTerm: usize, b: usize, bPanel: usize, bTerm: usize, c: usize, cPanel: usize,
  inner: i32, first: i32, last: i32, start: usize, startPanel: usize,
): void {
  const p1 = min(first + 1, last), p2 = min(first + 2, last), p3 = min(first + 3, last), p4 = min(first + 4, last), p5 = min(first + 5, last);
  const c0 = panelAt(c, first, cPanel), c1 = panelAt(c, p1, cPanel), c2 = panelAt(c, p2, cPanel);
  const c3 = panelAt(c, p3, cPanel), c4 = panelAt(c, p4, cPanel), c5 = panelAt(c, p5, cPanel);
  let from = panelAt(start, first, startPanel);
  let c00 = v128.load(from), c01 = v128.load(from, 16);
  from = panelAt(start, p1, startPanel);
  let c10 = v128.load(from), c11 = v128.load(from, 16);
  let c20 = c00, c21 = c01, c30 = c00, c31 = c01, c40 = c00, c41 = c01, c50 = c00, c51 = c01;
  if (width > 2) from = panelAt(start, p2, startPanel), c20 = v128.load(from), c21 = v128.load(from, 16);
  if (width > 3) {
    from = panelAt(start, p3, startPanel), c30 = v128.load(from), c31 = v128.load(from, 16);
    from = panelAt(start, p4, startPanel), c40 = v128.load(from), c41 = v128.load(from, 16);
    from = panelAt(start, p5, startPanel), c50 = v128.load(from), c51 = v128.load(from, 16);
  }
  let b0 = panelAt(b, first, bPanel), b1 = panelAt(b, p1, bPanel), b2 = panelAt(b, p2, bPanel);
  let b3 = panelAt(b, p3, bPanel), b4 = panelAt(b, p4, bPanel), b5 = panelAt(b, p5, bPanel);
  for (let k = 0; k < inner; k++) {
    const x = v128.load32_splat(a);
    c00 = plus(c00, x, v128.load(b0)), c01 = plus(c01, x, v128.load(b0, 16));
    c10 = plus(c10, x, v128.load(b1)), c11 = plus(c11, x, v128.load(b1, 16));
    if (width > 2) c20 = plus(c20, x, v128.load(b2)), c21 = plus(c21, x, v128.load(b2, 16));
    if (width > 3) {
      c30 = plus(c30, x, v128.load(b3)), c31 = plus(c31, x, v128.load(b3, 16));
      c40 = plus(c40, x, v128.load(b4)), c41 = plus(c41, x, v128.load(b4, 16));
      c50 = plus(c50, x, v128.load(b5)), c51 = plus(c51, x, v128.load(b5, 16));
    }
    a += aTerm;
    b0 += bTerm, b1 += bTerm;
    if (width > 2) b2 += bTerm;
    if (width > 3) b3 += bTerm, b4 += bTerm, b5 += bTerm;
  }
  v128.store(c0, c00), v128.store(c0, c01, 16);
  v128.store(c1, c10), v128.store(c1, c11, 16);
  if (width > 2) v128.store(c2, c20), v128.store(c2, c21, 16);
  if (width > 3) {
    v128.store(c3, c30), v128.store(c3, c31, 16);
    v128.store(c4, c40), v128.store(c4, c41, 16);
    v128.store(c5, c50), v128.store(c5, c51, 16);
  }
}

// @ts-ignore: decorator
@inline
function panelAt(first: usize, panel: i32, step: usize): usize {
  return first + <usize>panel * step;
}
