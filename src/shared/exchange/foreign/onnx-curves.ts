/**
 * Activations that ONNX writes as several nodes, whatever they are: x · sigmoid(x), x/2 · (1 + erf(x/√2)), x · tanh(ln(1 + eˣ)). The
 * nodes are computed for a few numbers, and what comes out is compared with what the activations here give.
 */
import { elementAt, floatAt } from '../../at';
import type { OnnxNode } from '../../formats/onnx-reader';
import type { Numbers } from './described';

const POINTS = [-6, -2.5, -1, -0.3, 0, 0.2, 0.9, 2, 5];
const ALIKE = 2e-3;

/** W. J. Cody's bound is far below what is needed here: Abramowitz and Stegun 7.1.26, to 1.5e-7. */
function erf(x: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const sum = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  return Math.sign(x) * (1 - sum * Math.exp(-x * x));
}
const softplus = (x: number) => Math.log1p(Math.exp(-Math.abs(x))) + Math.max(x, 0);
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

const curves: Readonly<Record<string, (x: number) => number>> = {
  silu: (x) => x * sigmoid(x),
  gelu: (x) => (x / 2) * (1 + erf(x / Math.SQRT2)),
  mish: (x) => x * Math.tanh(softplus(x)),
  elu: (x) => (x > 0 ? x : Math.expm1(x)),
  relu: (x) => Math.max(x, 0),
  tanh: Math.tanh,
  sigmoid,
};

const operations: Readonly<Record<string, (a: number, b: number) => number>> = {
  Add: (a, b) => a + b,
  Sub: (a, b) => a - b,
  Mul: (a, b) => a * b,
  Div: (a, b) => a / b,
  Pow: (a, b) => a ** b,
  Max: (a, b) => Math.max(a, b),
  Min: (a, b) => Math.min(a, b),
  Erf: erf,
  Exp: Math.exp,
  Log: Math.log,
  Neg: (a) => -a,
  Abs: Math.abs,
  Relu: (a) => Math.max(a, 0),
  Tanh: Math.tanh,
  Sigmoid: sigmoid,
  Softplus: softplus,
  Identity: (a) => a,
};

/** The activation that the nodes after `start` are, and the name of what it gives; null where they are none. */
export function curveFrom(
  start: string,
  nodes: readonly OnnxNode[],
  constants: ReadonlyMap<string, Numbers>,
): { readonly type: string; readonly output: string } | null {
  const known = new Map<string, readonly number[]>([[start, POINTS]]);
  const done = new Set<OnnxNode>();
  // Nodes stand in the order in which they can be computed.
  for (const node of nodes) {
    const operation = operations[node.type];
    if (!operation || !node.inputs.some((name) => known.has(name))) continue;
    const inputs = node.inputs.map((name) => known.get(name) ?? scalar(constants.get(name)));
    if (inputs.some((each) => each === null)) return null;
    const [a = [], b = a] = inputs as readonly (readonly number[])[];
    const [output = ''] = node.outputs;
    known.set(
      output,
      POINTS.map((_, index) => operation(elementAt(a, index), elementAt(b, index))),
    );
    done.add(node);
    const isOpen = (name: string) => nodes.some((each) => !done.has(each) && each.inputs.includes(name));
    if ([...known.keys()].some((name) => name !== output && isOpen(name))) continue;
    const values = known.get(output) ?? [];
    const type = Object.keys(curves).find((each) =>
      POINTS.every((x, index) => Math.abs((curves[each]?.(x) ?? Number.NaN) - elementAt(values, index)) < ALIKE),
    );
    if (type) return { type, output };
  }
  return null;
}

const scalar = (numbers: Numbers | undefined) => (numbers?.values.length === 1 ? POINTS.map(() => floatAt(numbers.values, 0)) : null);
