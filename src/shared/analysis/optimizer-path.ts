/**
 * The way an optimizer takes on f(x, y) = x²/20 + y² from (−7, 2), by the optimizer's own code in double precision: the
 * book's figure 6-8, at any settings. The gradient is (x/10, 2y).
 */
import { elementAt, floatAt } from '../at';
import { createReferenceKernels64 } from '../kernels/reference';
import { createFrom, type KindSpec } from '../kind';
import { optimizerKinds } from '../nn/optimizers';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export const START: Point = { x: -7, y: 2 };
export const valley = (x: number, y: number) => (x * x) / 20 + y * y;

/** Where the valley is that high: the half axes of an ellipse around (0, 0). */
export const contourAt = (level: number): Point => ({ x: Math.sqrt(20 * level), y: Math.sqrt(level) });

/** Steps are tried in these numbers, until the optimizer has arrived or moves on no more. */
const LENGTHS = [30, 300, 3000];
const ARRIVED = 0.05;
/** Points that are kept of a long way. */
const KEPT = 300;

export interface OptimizerPath {
  readonly steps: number;
  /** From one of the points to the next. */
  readonly stride: number;
  readonly points: readonly Point[];
}

export function optimizerPath(spec: KindSpec): OptimizerPath {
  const [longest = 30] = LENGTHS.toReversed();
  const all = walk(spec, longest);
  const isOver = (at: Point) => valley(at.x, at.y) < ARRIVED || !isNear(at);
  const steps = LENGTHS.find((length) => isOver(elementAt(all, length))) ?? longest;
  const stride = Math.max(1, Math.floor(steps / KEPT));
  return { steps, stride, points: all.slice(0, steps + 1).filter((_, index) => index % stride === 0 || index === steps) };
}

const isNear = (point: Point | undefined) => point !== undefined && valley(point.x, point.y) < 1e3;

/** Parameters, gradients and each state take a group of eight numbers: x, y and six that stay 0. */
const GROUP = 8;

/** Every step from the start, for an optimizer of any kind. */
export function walk(spec: KindSpec, steps: number, start: Point = START): Point[] {
  const optimizer = createFrom(optimizerKinds, spec);
  const kernels = createReferenceKernels64({ values: GROUP * (2 + optimizer.states.length), scratch: 0, bytes: 0 });
  const { values } = kernels.memory;
  const range = {
    parameters: 0,
    gradients: GROUP,
    state: (name: string) => GROUP * (2 + optimizer.states.indexOf(name)),
    count: GROUP,
    decays: true,
  };
  const update = optimizer.updateOf(range);
  values[0] = start.x;
  values[1] = start.y;
  const points = [start];
  for (let iteration = 1; iteration <= steps; iteration++) {
    values[GROUP] = floatAt(values, 0) / 10;
    values[GROUP + 1] = 2 * floatAt(values, 1);
    if (optimizer.weightDecay !== 0) kernels.prepareGradient(range, { scale: 1, decay: optimizer.weightDecay });
    update(kernels, optimizer.learningRate, iteration);
    points.push({ x: floatAt(values, 0), y: floatAt(values, 1) });
  }
  return points;
}
