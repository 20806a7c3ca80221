/** Functions of the kernels, of four numbers at once where the name says so. Only IEEE arithmetic: the same everywhere. */
import { all, HALF, MINUS_HALF, ONE } from './numbers';

/** sum + x·y */
// @ts-ignore: decorator
@inline
export function plus(sum: v128, x: v128, y: v128): v128 {
  return f32x4.add(sum, f32x4.mul(x, y));
}

const LEAST = memory.data<f32>([-87]);
const LARGEST = memory.data<f32>([88]);
const LOG2_E = memory.data<f32>([1.44269504]);
const LN2_UPPER = memory.data<f32>([0.693359375]);
const LN2_LOWER = memory.data<f32>([-2.12194440e-4]);
const SEVENTH = memory.data<f32>([1.98412698e-4]);
const SIXTH = memory.data<f32>([1.38888889e-3]);
const FIFTH = memory.data<f32>([8.33333333e-3]);
const FOURTH = memory.data<f32>([4.16666667e-2]);
const THIRD = memory.data<f32>([1.66666667e-1]);
const ROOMLESS = memory.data<f32>([12_582_912]);
const EXPONENT_BIAS = memory.data<i32>([127]);

/**
 * eˣ for four numbers at once, relative error below 2e-7 on [−87, 88]; smaller x give e⁻⁸⁷, larger ones e⁸⁸.
 * x = n·ln 2 + r with |r| ≤ ln 2 / 2 (Cody–Waite: ln 2 in two parts), eʳ by its Taylor polynomial of degree 7
 * (remainder r⁸/8! < 6e-9), then 2ⁿ put into the exponent bits. Only IEEE arithmetic: the same everywhere.
 *
 * A number from 1.5·2²³ on has no room for a fraction: adding that rounds to the whole number n, which then stands in the
 * lowest bits of the sum. That and choosing, instead of min and max, is what V8 makes single instructions of.
 */
// @ts-ignore: decorator
@inline
export function exp4(x: v128): v128 {
  x = v128.bitselect(all(LEAST), x, f32x4.lt(x, all(LEAST)));
  x = v128.bitselect(all(LARGEST), x, f32x4.gt(x, all(LARGEST)));
  const sum = f32x4.add(f32x4.mul(x, all(LOG2_E)), all(ROOMLESS));
  const n = f32x4.sub(sum, all(ROOMLESS));
  let r = f32x4.sub(x, f32x4.mul(n, all(LN2_UPPER)));
  r = f32x4.sub(r, f32x4.mul(n, all(LN2_LOWER)));
  let y = f32x4.add(f32x4.mul(all(SEVENTH), r), all(SIXTH));
  y = f32x4.add(f32x4.mul(y, r), all(FIFTH));
  y = f32x4.add(f32x4.mul(y, r), all(FOURTH));
  y = f32x4.add(f32x4.mul(y, r), all(THIRD));
  y = f32x4.add(f32x4.mul(y, r), all(HALF));
  y = f32x4.add(f32x4.mul(y, r), all(ONE));
  y = f32x4.add(f32x4.mul(y, r), all(ONE));
  return f32x4.mul(y, i32x4.shl(i32x4.add(sum, all(EXPONENT_BIAS)), 23));
}

const TAIL_RATE = memory.data<f32>([0.23164190]);
const TAIL_5 = memory.data<f32>([1.061405429]);
const TAIL_4 = memory.data<f32>([-1.453152027]);
const TAIL_3 = memory.data<f32>([1.421413741]);
const TAIL_2 = memory.data<f32>([-0.284496736]);
const TAIL_1 = memory.data<f32>([0.254829592]);

/**
 * Φ(x), the distribution function of N(0, 1), absolute error below 2e-7: the tail t·(a₁ + a₂t + … + a₅t⁴)·e^(−x²/2)/2 with
 * t = 1/(1 + 0.3275911·|x|/√2) (Abramowitz and Stegun 7.1.26), taken from 1 for positive x.
 */
// @ts-ignore: decorator
@inline
export function normalDistribution4(x: v128): v128 {
  const one = all(ONE);
  const t = f32x4.div(one, f32x4.add(one, f32x4.mul(f32x4.abs(x), all(TAIL_RATE))));
  let series = f32x4.add(f32x4.mul(all(TAIL_5), t), all(TAIL_4));
  series = f32x4.add(f32x4.mul(series, t), all(TAIL_3));
  series = f32x4.add(f32x4.mul(series, t), all(TAIL_2));
  series = f32x4.add(f32x4.mul(series, t), all(TAIL_1));
  const gauss = exp4(f32x4.mul(f32x4.mul(x, x), all(MINUS_HALF)));
  const tail = f32x4.mul(all(HALF), f32x4.mul(f32x4.mul(series, t), gauss));
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
