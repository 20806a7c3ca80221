/** Functions of the kernels, of four numbers at once where the name says so. Only IEEE arithmetic: the same everywhere. */

/** sum + x·y */
// @ts-ignore: decorator
@inline
export function plus(sum: v128, x: v128, y: v128): v128 {
  return f32x4.add(sum, f32x4.mul(x, y));
}

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

/**
 * Φ(x), the distribution function of N(0, 1), absolute error below 2e-7: the tail t·(a₁ + a₂t + … + a₅t⁴)·e^(−x²/2)/2 with
 * t = 1/(1 + 0.3275911·|x|/√2) (Abramowitz and Stegun 7.1.26), taken from 1 for positive x.
 */
export function normalDistribution4(x: v128): v128 {
  const one = f32x4.splat(1);
  const t = f32x4.div(one, f32x4.add(one, f32x4.mul(f32x4.abs(x), f32x4.splat(0.23164190))));
  let series = f32x4.splat(1.061405429);
  series = f32x4.add(f32x4.mul(series, t), f32x4.splat(-1.453152027));
  series = f32x4.add(f32x4.mul(series, t), f32x4.splat(1.421413741));
  series = f32x4.add(f32x4.mul(series, t), f32x4.splat(-0.284496736));
  series = f32x4.add(f32x4.mul(series, t), f32x4.splat(0.254829592));
  const gauss = exp4(f32x4.mul(f32x4.mul(x, x), f32x4.splat(-0.5)));
  const tail = f32x4.mul(f32x4.splat(0.5), f32x4.mul(f32x4.mul(series, t), gauss));
  return v128.bitselect(tail, f32x4.sub(one, tail), f32x4.lt(x, f32x4.splat(0)));
}

/**
 * ln x for finite x ≥ 1, relative error below 1e-7: x = m·2ᵉ with m in [√½, √2), ln m = 2·artanh(s), s = (m − 1)/(m + 1),
 * by the odd series to s⁹ (|s| ≤ 0.172, remainder below 1e-9).
 */
export function logarithm(x: f32): f32 {
  const bits = reinterpret<i32>(x);
  let exponent = (bits >> 23) - 127;
  let m = reinterpret<f32>((bits & 0x7fffff) | 0x3f800000);
  if (m > 1.41421356) {
    m *= 0.5;
    exponent += 1;
  }
  const s = (m - 1) / (m + 1);
  const s2 = s * s;
  const series: f32 = 1 + s2 * (0.333333333 + s2 * (0.2 + s2 * (0.142857143 + s2 * 0.111111111)));
  return <f32>exponent * 0.693147181 + 2 * s * series;
}
