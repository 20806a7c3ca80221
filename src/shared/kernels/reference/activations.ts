import type { Activation, ActivationGradient, ActivationKernels } from '../kernels';
import type { Access } from './access';

export function activationKernels({ values, value }: Access): ActivationKernels {
  const each =
    (f: (x: number, parameter: number) => number): Activation =>
    (x, y, count, parameter) => {
      for (let i = 0; i < count; i++) values[y + i] = f(value(x + i), parameter);
    };
  const slope =
    (from: 'x' | 'y', f: (at: number, parameter: number) => number): ActivationGradient =>
    (x, y, dy, dx, count, parameter) => {
      const read = from === 'x' ? x : y;
      for (let i = 0; i < count; i++) values[dx + i] = value(dy + i) * f(value(read + i), parameter);
    };
  return {
    relu: each((x) => Math.max(x, 0)),
    reluGradient: slope('y', (y) => (y > 0 ? 1 : 0)),
    leakyRelu: each((x, leak) => (x > 0 ? x : leak * x)),
    leakyReluGradient: slope('y', (y, leak) => (y > 0 ? 1 : leak)),
    elu: each((x, alpha) => (x > 0 ? x : alpha * Math.expm1(x))),
    eluGradient: slope('y', (y, alpha) => (y > 0 ? 1 : y + alpha)),
    gelu: each((x) => x * normalDistribution(x)),
    geluGradient: slope('x', (x) => normalDistribution(x) + x * normalDensity(x)),
    silu: each((x) => x * sigmoid(x)),
    siluGradient: slope('x', (x) => sigmoid(x) * (1 + x * (1 - sigmoid(x)))),
    sigmoid: each(sigmoid),
    sigmoidGradient: slope('y', (y) => y * (1 - y)),
    tanh: each(Math.tanh),
    tanhGradient: slope('y', (y) => 1 - y * y),
  };
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

const normalDensity = (x: number) => Math.exp(-(x * x) / 2) / Math.sqrt(2 * Math.PI);

/**
 * Φ(x), the distribution function of N(0, 1): near 0 by ½ + φ(x)·(x + x³/3 + x⁵/(3·5) + …), further out by the continued
 * fraction of the tail, φ(x)/(x + 1/(x + 2/(x + …))) (Abramowitz and Stegun 26.2.11 and 26.2.14); to about 1e-14.
 */
function normalDistribution(x: number): number {
  const distance = Math.abs(x);
  if (distance < 3) {
    let term = x;
    let sum = x;
    for (let n = 3; Math.abs(term) > 1e-17 * Math.abs(sum); n += 2) {
      term *= (x * x) / n;
      sum += term;
    }
    return 0.5 + normalDensity(x) * sum;
  }
  let fraction = distance;
  for (let n = 100; n > 0; n--) fraction = distance + n / fraction;
  const tail = normalDensity(distance) / fraction;
  return x < 0 ? tail : 1 - tail;
}
