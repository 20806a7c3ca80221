/** Copies the rows [from, to) of one packed panel of B into the packed panels of Bᵀ (see kernels.ts); addresses in bytes. */
export function transposePanel(
  b: usize, bInner: i32, panel: i32, from: i32, to: i32, transposed: usize, transposedInner: i32,
): void {
  const lanes = min(8, transposedInner - panel * 8);
  for (let k = from; k < to; k++) {
    const source = b + (<usize>(panel * bInner + k) << 5);
    const target = transposed + (<usize>((k >> 3) * transposedInner + panel * 8) << 5) + (<usize>(k & 7) << 2);
    for (let lane = 0; lane < lanes; lane++) {
      store<f32>(target + (<usize>lane << 5), load<f32>(source + (<usize>lane << 2)));
    }
  }
}
