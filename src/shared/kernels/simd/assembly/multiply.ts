/**
 * C = A · B + bias over panels of 8 columns, all strides in bytes. The inner loop keeps a tile of 4 rows × 8 columns of
 * C in eight registers and reads, per term of the sum, one 8-wide row of B and four broadcast numbers of A:
 * 8 multiplications and 8 additions of vectors for 6 loads. (6 × 8 spills registers and is half as fast.)
 * A panel of B stays in the first-level cache while every row of A goes past it.
 */
export function multiply(
  a: usize, aRow: usize, aInner: usize,
  b: usize, bPanel: usize, bInner: usize,
  c: usize, cPanel: usize, cRow: usize,
  rows: i32, inner: i32, panels: i32, bias: usize, hasBias: i32,
): void {
  const zero = f32x4.splat(0);
  for (let p = 0; p < panels; p++) {
    const start0 = hasBias ? v128.load(bias + <usize>p * 32) : zero;
    const start1 = hasBias ? v128.load(bias + <usize>p * 32, 16) : zero;
    const panel = b + <usize>p * bPanel;
    let aTile = a;
    let cTile = c + <usize>p * cPanel;
    let m = 0;
    for (; m + 4 <= rows; m += 4) {
      tile4(aTile, aRow, aInner, panel, bInner, cTile, cRow, inner, start0, start1);
      aTile += 4 * aRow;
      cTile += 4 * cRow;
    }
    for (; m < rows; m++) {
      tile1(aTile, aInner, panel, bInner, cTile, inner, start0, start1);
      aTile += aRow;
      cTile += cRow;
    }
  }
}

function tile4(
  a: usize, aRow: usize, aInner: usize, b: usize, bInner: usize, c: usize, cRow: usize,
  inner: i32, start0: v128, start1: v128,
): void {
  let c00 = start0, c10 = start0, c20 = start0, c30 = start0;
  let c01 = start1, c11 = start1, c21 = start1, c31 = start1;
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
  c += cRow;
  v128.store(c, c10);
  v128.store(c, c11, 16);
  c += cRow;
  v128.store(c, c20);
  v128.store(c, c21, 16);
  c += cRow;
  v128.store(c, c30);
  v128.store(c, c31, 16);
}

/** One row: what is left below the last whole tile. */
function tile1(a: usize, aInner: usize, b: usize, bInner: usize, c: usize, inner: i32, start0: v128, start1: v128): void {
  let c0 = start0, c1 = start1;
  for (let k = 0; k < inner; k++) {
    const x = v128.load32_splat(a);
    c0 = f32x4.add(c0, f32x4.mul(x, v128.load(b)));
    c1 = f32x4.add(c1, f32x4.mul(x, v128.load(b, 16)));
    a += aInner;
    b += bInner;
  }
  v128.store(c, c0);
  v128.store(c, c1, 16);
}
