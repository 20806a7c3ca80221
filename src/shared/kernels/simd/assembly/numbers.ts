/**
 * Numbers that kernels compute with. V8 makes a constant vector anew wherever it stands, of four instructions; one that is
 * loaded costs one. They stand in memory below all values (memory.ts), which nobody writes to.
 */

/** The number in all four places. */
// @ts-ignore: decorator
@inline
export function all(number: usize): v128 {
  return v128.load32_splat(number);
}

export const ONE = memory.data<f32>([1]);
export const TWO = memory.data<f32>([2]);
export const FOUR = memory.data<f32>([4]);
export const FIVE = memory.data<f32>([5]);
export const EIGHT = memory.data<f32>([8]);
export const TWENTY = memory.data<f32>([20]);
export const HALF = memory.data<f32>([0.5]);
export const MINUS_HALF = memory.data<f32>([-0.5]);
export const QUARTER = memory.data<f32>([0.25]);
export const SIXTH = memory.data<f32>([0.16666666666666666]);
export const TWELFTH = memory.data<f32>([0.08333333333333333]);
export const TWENTY_FOURTH = memory.data<f32>([0.041666666666666664]);
