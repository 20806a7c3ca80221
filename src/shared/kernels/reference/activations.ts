import type { Activation, ActivationKernels, ActivationName } from '../kernels';
import type { Access } from './access';

/** y = f(x), and f′ told from x or from y; `parameter` is the function's own. */
interface Definition {
  readonly f: (x: number, parameter: number) => number;
  readonly slope: { readonly of: 'x' | 'y'; readonly at: (place: number, parameter: number) => number };
}

const ofX = (at: Definition['slope']['at']): Definition['slope'] => ({ of: 'x', at });
const ofY = (at: Definition['slope']['at']): Definition['slope'] => ({ of: 'y', at });

const definitions: Readonly<Record<ActivationName, Definition>> = {
  relu: { f: (x) => Math.max(x, 0), slope: ofY((y) => (y > 0 ? 1 : 0)) },
  leakyRelu: { f: (x, leak) => (x > 0 ? x : leak * x), slope: ofY((y, leak) => (y > 0 ? 1 : leak)) },
  elu: { f: (x, alpha) => (x > 0 ? x : alpha * Math.expm1(x)), slope: ofY((y, alpha) => (y > 0 ? 1 : y + alpha)) },
  gelu: { f: (x) => x * normalDistribution(x), slope: ofX((x) => normalDistribution(x) + x * normalDensity(x)) },
  silu: { f: (x) => x * sigmoid(x), slope: ofX((x) => sigmoid(x) * (1 + x * (1 - sigmoid(x)))) },
  mish: {
    f: (x) => x * Math.tanh(softplus(x)),
    slope: ofX((x) => Math.tanh(softplus(x)) + x * (1 - Math.tanh(softplus(x)) ** 2) * sigmoid(x)),
  },
  sigmoid: { f: (x) => sigmoid(x), slope: ofY((y) => y * (1 - y)) },
  tanh: { f: Math.tanh, slope: ofY((y) => 1 - y * y) },
};

/** Every activation there is a kernel of. */
export const activationNames = Object.keys(definitions) as readonly ActivationName[];

export function activationKernels({ values, value }: Access): ActivationKernels {
  const kernel = ({ f, slope }: Definition): Activation => ({
    forward({ x, y }, count, parameter) {
      for (let i = 0; i < count; i++) values[y + i] = f(value(x + i), parameter);
    },
    gradient(at, count, parameter) {
      for (let i = 0; i < count; i++) values[at.dx + i] = value(at.dy + i) * slope.at(value(at[slope.of] + i), parameter);
    },
  });
  return Object.fromEntries(activationNames.map((name) => [name, kernel(definitions[name])])) as unknown as ActivationKernels;
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

const softplus = (x: number) => Math.log1p(Math.exp(x));

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
