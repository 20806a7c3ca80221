/** Threefry-2×32 with 20 rounds, four counters at a time; see random/threefry.ts. */
import { at, bytesOf } from './memory';

// @ts-ignore: decorator
@inline
function round(x0: v128, x1: v128, rotation: i32): v128 {
  return v128.xor(v128.or(i32x4.shl(x1, rotation), i32x4.shr_u(x1, 32 - rotation)), x0);
}

/** The eight words of counters (step, first/2 … first/2 + 3), the four first words before the four second ones. */
// @ts-ignore: decorator
@inline
function words(to: usize, key0: i32, key1: i32, step: i32, first: i32): void {
  const k0 = i32x4.splat(key0), k1 = i32x4.splat(key1), k2 = i32x4.splat(0x1bd11bda ^ key0 ^ key1);
  let x0 = i32x4.add(i32x4.splat(step), k0);
  let x1 = i32x4.add(i32x4.add(i32x4.splat(first >> 1), i32x4(0, 1, 2, 3)), k1);
  x0 = i32x4.add(x0, x1), x1 = round(x0, x1, 13);
  x0 = i32x4.add(x0, x1), x1 = round(x0, x1, 15);
  x0 = i32x4.add(x0, x1), x1 = round(x0, x1, 26);
  x0 = i32x4.add(x0, x1), x1 = round(x0, x1, 6);
  x0 = i32x4.add(x0, k1), x1 = i32x4.add(x1, i32x4.add(k2, i32x4.splat(1)));
  x0 = i32x4.add(x0, x1), x1 = round(x0, x1, 17);
  x0 = i32x4.add(x0, x1), x1 = round(x0, x1, 29);
  x0 = i32x4.add(x0, x1), x1 = round(x0, x1, 16);
  x0 = i32x4.add(x0, x1), x1 = round(x0, x1, 24);
  x0 = i32x4.add(x0, k2), x1 = i32x4.add(x1, i32x4.add(k0, i32x4.splat(2)));
  x0 = i32x4.add(x0, x1), x1 = round(x0, x1, 13);
  x0 = i32x4.add(x0, x1), x1 = round(x0, x1, 15);
  x0 = i32x4.add(x0, x1), x1 = round(x0, x1, 26);
  x0 = i32x4.add(x0, x1), x1 = round(x0, x1, 6);
  x0 = i32x4.add(x0, k0), x1 = i32x4.add(x1, i32x4.add(k1, i32x4.splat(3)));
  x0 = i32x4.add(x0, x1), x1 = round(x0, x1, 17);
  x0 = i32x4.add(x0, x1), x1 = round(x0, x1, 29);
  x0 = i32x4.add(x0, x1), x1 = round(x0, x1, 16);
  x0 = i32x4.add(x0, x1), x1 = round(x0, x1, 24);
  x0 = i32x4.add(x0, k1), x1 = i32x4.add(x1, i32x4.add(k2, i32x4.splat(4)));
  x0 = i32x4.add(x0, x1), x1 = round(x0, x1, 13);
  x0 = i32x4.add(x0, x1), x1 = round(x0, x1, 15);
  x0 = i32x4.add(x0, x1), x1 = round(x0, x1, 26);
  x0 = i32x4.add(x0, x1), x1 = round(x0, x1, 6);
  x0 = i32x4.add(x0, k2), x1 = i32x4.add(x1, i32x4.add(k0, i32x4.splat(5)));
  v128.store(to, x0);
  v128.store(to, x1, 16);
}

export function dropout(
  x: i32, y: i32, count: i32, threshold: u32, scale: f32, key0: i32, key1: i32, step: i32, first: i32,
): void {
  const scale4 = f32x4.splat(scale);
  const least = i32x4.splat(<i32>threshold);
  for (let i = 0; i < count; i += 8) {
    const to = at(y + i);
    const a = f32x4.mul(v128.load(at(x + i)), scale4), b = f32x4.mul(v128.load(at(x + i), 16), scale4);
    words(to, key0, key1, step, first + i);
    v128.store(to, v128.and(a, i32x4.ge_u(v128.load(to), least)));
    v128.store(to, v128.and(b, i32x4.ge_u(v128.load(to, 16), least)), 16);
  }
}

export function uniform(y: i32, count: i32, reach: f32, key0: i32, key1: i32, step: i32, first: i32): void {
  const unit = f32x4.splat(reach / 2147483648);
  const end = at(y) + bytesOf(count);
  for (let to = at(y), e = first; to < end; to += 32, e += 8) {
    words(to, key0, key1, step, e);
    v128.store(to, f32x4.mul(f32x4.convert_i32x4_s(v128.load(to)), unit));
    v128.store(to, f32x4.mul(f32x4.convert_i32x4_s(v128.load(to, 16)), unit), 16);
  }
}

/** The sum of a word's four bytes, less its mean. */
// @ts-ignore: decorator
@inline
function bell(word: v128): v128 {
  const sums = i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(word));
  return f32x4.convert_i32x4_s(i32x4.sub(sums, i32x4.splat(510)));
}

export function addNoise(y: i32, count: i32, factor: f32, key0: i32, key1: i32, step: i32, first: i32): void {
  const factor4 = f32x4.splat(factor);
  for (let i = 0; i < count; i += 8) {
    const to = at(y + i);
    const a = v128.load(to), b = v128.load(to, 16);
    words(to, key0, key1, step, first + i);
    v128.store(to, f32x4.add(a, f32x4.mul(bell(v128.load(to)), factor4)));
    v128.store(to, f32x4.add(b, f32x4.mul(bell(v128.load(to, 16)), factor4)), 16);
  }
}
