/** Means of few numbers, and whether those of two groups differ. */
import { elementAt } from '../at';

export interface Summary {
  readonly count: number;
  readonly mean: number;
  /** Of a sample, with count − 1 in the denominator; 0 of one number. */
  readonly deviation: number;
}

/** Of at least one number. */
export function summarize(values: readonly number[]): Summary {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { count, mean, deviation: count > 1 ? Math.sqrt(squares / (count - 1)) : 0 };
}

export interface WelchTest {
  /** Of the means, the second less the first. */
  readonly difference: number;
  readonly t: number;
  /** Degrees of freedom, after Welch and Satterthwaite. */
  readonly degrees: number;
  /** How likely so large a difference is, or a larger one, if the means were equal; 1 where nothing varies and nothing differs. */
  readonly p: number;
}

/** Welch's two-sided t-test (B. L. Welch, Biometrika 34, 1947); null where a group has fewer than two numbers. */
export function welch(first: readonly number[], second: readonly number[]): WelchTest | null {
  if (first.length < 2 || second.length < 2) return null;
  const [a, b] = [summarize(first), summarize(second)];
  const [va, vb] = [a.deviation ** 2 / a.count, b.deviation ** 2 / b.count];
  const difference = b.mean - a.mean;
  if (va + vb === 0)
    return { difference, t: difference === 0 ? 0 : Infinity * Math.sign(difference), degrees: Infinity, p: difference === 0 ? 1 : 0 };
  const t = difference / Math.sqrt(va + vb);
  const degrees = (va + vb) ** 2 / (va ** 2 / (a.count - 1) + vb ** 2 / (b.count - 1));
  return { difference, t, degrees, p: twoSided(t, degrees) };
}

/** P(|T| ≥ |t|) of Student's t with so many degrees of freedom: the incomplete beta function I(ν/(ν + t²); ν/2, ½). */
export const twoSided = (t: number, degrees: number): number => incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5);

/** The regularised incomplete beta function by its continued fraction (DLMF 8.17.22). */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // It converges fast on this side of its mean.
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b)) / a;
  const TINY = 1e-300;
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1), TINY);
  let fraction = d;
  for (let m = 1; m <= 1000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    const before = fraction;
    for (const term of [even, odd]) {
      d = 1 / nonZero(1 + term * d, TINY);
      c = nonZero(1 + term / c, TINY);
      fraction *= c * d;
    }
    if (Math.abs(fraction - before) <= 1e-15 * Math.abs(fraction)) break;
  }
  return front * fraction;
}

const nonZero = (value: number, tiny: number) => (Math.abs(value) < tiny ? tiny : value);

/** Lanczos' approximation with g = 7 and nine terms, relative accuracy about 1e-15. */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

function logGamma(x: number): number {
  const sum = LANCZOS.slice(1).reduce((total, coefficient, index) => total + coefficient / (x + index), elementAt(LANCZOS, 0));
  const t = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}
