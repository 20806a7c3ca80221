/** What most experiments are made of: small networks that are trained side by side, and their curves. */
import { z } from 'zod';
import type { KindSpec } from '../kind';
import { type Phrase, words } from '../phrase';
import { parseRunSpec } from '../spec/parse-run-spec';
import { type RunSpec, type RunSpecInput, SPEC_VERSION } from '../spec/run-spec';
import { createTrial, type EpochPoint, type TrialEnd } from '../training/trial';
import { type Arm, type Bench, defineExperiment, type Experiment, type Part, type Progress } from './experiment';
import type { Figure } from './figure';

export interface ArmResult {
  readonly curve: readonly EpochPoint[];
  /** Of every iteration, nats. */
  readonly losses: readonly number[];
  readonly end: TrialEnd;
}

/** Of a spec but its name; none of its images are held back unless it says so. */
export const armSpec = (spec: Omit<RunSpecInput, 'version' | 'name'>): RunSpec =>
  parseRunSpec({ version: SPEC_VERSION, name: 'Experiment', ...spec, data: { validation: 0, ...spec.data } });

/** An experiment whose parts are trainings: it says by which spec, and what their curves come to. */
export function defineTrainings<Schema extends z.ZodObject<z.ZodRawShape>>(
  experiment: Omit<Parameters<typeof defineExperiment<Schema, ArmResult>>[0], 'run'> & {
    arm(part: string, controls: z.output<Schema>): Arm;
  },
): Experiment {
  return defineExperiment<Schema, ArmResult>({
    ...experiment,
    run: (part, controls, bench) => train(experiment.arm(part, controls), bench),
  });
}

/** On the first `data.limit` images, less those that the spec holds back, and none of those that the bench does. */
function* train({ spec, heldBack = 0, wholeTraining = false }: Arm, bench: Bench): Generator<Progress<ArmResult>, ArmResult> {
  const others = Array.from({ length: Math.min(heldBack, bench.heldBack.count) }, (_, index) => index);
  const most = bench.dataset.training.count - (heldBack > 0 ? bench.heldBack.count : 0);
  const limit = heldBack > 0 ? Math.min(spec.data.limit || most, most) : spec.data.limit;
  const { session, steps } = createTrial({
    spec: { ...spec, data: { ...spec.data, limit } },
    dataset: bench.dataset,
    ...(spec.data.validation === 0 && { validation: bench.heldBack.pick(others) }),
    createTeam: bench.createTeam,
    wholeTraining,
  });
  const losses: number[] = [];
  const curve: EpochPoint[] = [];
  const soFar = (): ArmResult => ({ curve, losses, end: 'done' });
  try {
    const run = steps(({ loss }) => losses.push(Number(loss.toPrecision(6))));
    for (;;) {
      const { done, value } = run.next();
      if (done) return { curve, losses, end: value };
      if (value) curve.push(value);
      yield { share: session.iteration / session.iterations, soFar };
    }
  } finally {
    session.close();
  }
}

export interface DenseOptions {
  /** Units of the hidden layers. */
  readonly hidden: readonly number[];
  readonly weights: KindSpec;
  readonly activation?: string;
  readonly batchNorm?: boolean;
  readonly dropout?: number;
}

/** 784-…-10, each hidden layer followed by its activation. */
export const dense = ({ hidden, weights, activation = 'relu', batchNorm = false, dropout = 0 }: DenseOptions) => ({
  layers: [
    ...hidden.flatMap((units): KindSpec[] => [
      { type: 'affine', units, weights },
      ...(batchNorm ? [{ type: 'batch-norm' }] : []),
      { type: activation },
      ...(dropout > 0 ? [{ type: 'dropout', ratio: dropout }] : []),
    ]),
    { type: 'affine', units: 10, weights },
  ],
});

export const he: KindSpec = { type: 'he' };

/** Means of up to `width` numbers around each. The book smooths with a Kaiser window of as many, which looks the same. */
function smoothed(values: readonly number[], width = 11): number[] {
  const reach = Math.floor(width / 2);
  return values.map((_, index) => {
    const around = values.slice(Math.max(0, index - reach), index + reach + 1);
    return around.reduce((sum, value) => sum + value, 0) / around.length;
  });
}

/** Where its noisy losses ended, the mean of the last 50, nats; infinite where they left the numbers. */
export function finalLoss({ losses, end }: ArmResult): number {
  if (end === 'diverged') return Number.POSITIVE_INFINITY;
  return mean(losses.slice(-50));
}

export const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Of the mean, from how far the values lie apart. */
export const standardErrorOf = (values: readonly number[]): number => {
  const middle = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1) / values.length);
};

/** By how many standard errors a mean of so many values must differ from 0 for that to be chance once in twenty times (Student's t). */
export const significance = (values: number): number => STUDENT_T[values - 2] ?? 2;
/** 97.5 % quantiles with 1, 2, … 19 degrees of freedom. */
const STUDENT_T = [
  ...[12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228],
  ...[2.201, 2.179, 2.16, 2.145, 2.131, 2.12, 2.11, 2.101, 2.093],
];

export const lossText = (loss: number): string | Phrase => (Number.isFinite(loss) ? loss.toFixed(3) : words('no number any more'));

/** What is to be said beside the curve of an arm that did not come to its end. */
export const noteOf = (result: ArmResult | undefined) => (result?.end === 'diverged' ? { note: words('overflowed') } : {});

/** Every so many points of a long curve, so that a figure keeps some hundred of each. */
const thinned = (values: readonly number[], most = 400): (readonly [number, number])[] => {
  const stride = Math.max(1, Math.ceil(values.length / most));
  return values.flatMap((value, index) => (index % stride === 0 || index === values.length - 1 ? [[index + 1, value] as const] : []));
};

/** The smoothed losses of arms by iteration; `top`: the loss up to which is always shown. */
export const lossFigure = (arms: readonly Part[], results: Readonly<Record<string, ArmResult | undefined>>, top: number): Figure => ({
  kind: 'lines',
  title: words('Training loss, smoothed'),
  x: { label: words('Iteration') },
  y: { label: words('Loss'), range: [0, top] },
  series: arms.map(({ id, label }, tone) => ({
    label,
    tone,
    points: thinned(smoothed(results[id]?.losses ?? [])),
    ...noteOf(results[id]),
  })),
});

export const seedControl = z.int().min(0).max(4_294_967_295).default(1).meta({ label: 'Seed', step: 1 });

export const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
