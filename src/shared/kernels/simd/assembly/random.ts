/** Threefry-2×32 with 20 rounds, four counters at a time; see random/threefry.ts. */
import { at } from './memory';

// @ts-ignore: decorator
@inline
function round(x0: v128, x1: v128, rotation: i32): v128 {
  return v128.xor(v128.or(i32x4.shl(x1, rotation), i32x4.shr_u(x1, 32 - rotation)), x0);
}

export function dropout(
  x: i32, y: i32, count: i32, threshold: u32, scale: f32, key0: i32, key1: i32, step: i32, first: i32,
): void {
  const k0 = i32x4.splat(key0), k1 = i32x4.splat(key1), k2 = i32x4.splat(0x1bd11bda ^ key0 ^ key1);
  const scale4 = f32x4.splat(scale);
  const least = i32x4.splat(<i32>threshold);
  const start0 = i32x4.add(i32x4.splat(step), k0);
  for (let i = 0; i < count; i += 8) {
    let x0 = start0;
    let x1 = i32x4.add(i32x4.add(i32x4.splat((first + i) >> 1), i32x4(0, 1, 2, 3)), k1);
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
    v128.store(at(y + i), v128.and(f32x4.mul(v128.load(at(x + i)), scale4), i32x4.ge_u(x0, least)));
    v128.store(at(y + i), v128.and(f32x4.mul(v128.load(at(x + i), 16), scale4), i32x4.ge_u(x1, least)), 16);
  }
}
