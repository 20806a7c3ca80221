/**
 * eˣ for four numbers at once, relative error below 2e-7 on [−87, 88]; smaller x give e⁻⁸⁷, larger ones e⁸⁸.
 * x = n·ln 2 + r with |r| ≤ ln 2 / 2 (Cody–Waite: ln 2 in two parts), eʳ by its Taylor polynomial of degree 7
 * (remainder r⁸/8! < 6e-9), then 2ⁿ put into the exponent bits. Only IEEE mul, add and min/max: the same everywhere.
 */
export function exp4(x: v128): v128 {
  x = f32x4.min(f32x4.max(x, f32x4.splat(-87)), f32x4.splat(88));
  const n = f32x4.nearest(f32x4.mul(x, f32x4.splat(1.44269504)));
  let r = f32x4.sub(x, f32x4.mul(n, f32x4.splat(0.693359375)));
  r = f32x4.sub(r, f32x4.mul(n, f32x4.splat(-2.12194440e-4)));
  let y = f32x4.splat(1.98412698e-4);
  y = f32x4.add(f32x4.mul(y, r), f32x4.splat(1.38888889e-3));
  y = f32x4.add(f32x4.mul(y, r), f32x4.splat(8.33333333e-3));
  y = f32x4.add(f32x4.mul(y, r), f32x4.splat(4.16666667e-2));
  y = f32x4.add(f32x4.mul(y, r), f32x4.splat(1.66666667e-1));
  y = f32x4.add(f32x4.mul(y, r), f32x4.splat(0.5));
  y = f32x4.add(f32x4.mul(y, r), f32x4.splat(1));
  y = f32x4.add(f32x4.mul(y, r), f32x4.splat(1));
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return f32x4.mul(y, power);
}
