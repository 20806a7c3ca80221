/**
 * A turn of a loop: one vector of four numbers in the narrow engine, two adjacent ones in the wide, which V8 makes one of 256
 * bits. It does so only where both were loaded before either is stored, and are stored one right after the other; so loops
 * load both, compute both the same way, and `put` both. Narrow, the second is never there: what is computed of it falls away.
 */

/** Bytes and numbers of a turn. */
export const TURN: usize = WIDE ? 32 : 16;
export const NUMBERS: i32 = WIDE ? 8 : 4;

/** The second vector, 16 bytes behind the first. */
// @ts-ignore: decorator
@inline
export function second(from: usize): v128 {
  return WIDE ? v128.load(from, 16) : f32x4.splat(0);
}

// @ts-ignore: decorator
@inline
export function put(to: usize, first: v128, second: v128): void {
  v128.store(to, first);
  if (WIDE) v128.store(to, second, 16);
}
