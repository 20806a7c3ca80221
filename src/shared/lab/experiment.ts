/**
 * An experiment of the book as one object: what to vary, what has to be computed (its parts, each of which a worker
 * process does by itself), the figure that comes of it, and what it claims, checked against its own numbers.
 */
import type { z } from 'zod';
import type { ScalingName } from '../data/batches/scaling';
import type { Dataset, ImageSet } from '../data/image-set';
import type { KernelFactory } from '../kernels/kernels';
import type { NetworkSpec } from '../nn/description';
import type { NamedTensor } from '../nn/parameter';
import type { Phrase } from '../phrase';
import type { RunSpec } from '../spec/run-spec';
import { complete } from '../training/evaluation';
import type { TeamFactory } from '../training/team';
import type { Figure } from './figure';

/** What a part finds where it is computed. */
export interface Bench {
  readonly dataset: Dataset;
  /** The last images of the training files: accuracies are watched on those, which no network that is judged by them learns from. */
  readonly heldBack: ImageSet;
  readonly createTeam: TeamFactory;
  readonly createKernels: KernelFactory;
  /** The network that Kasane comes with. */
  readonly model: { readonly network: NetworkSpec; readonly scaling: ScalingName; readonly tensors: readonly NamedTensor[] };
}

export interface Part {
  readonly id: string;
  readonly label: Phrase;
}

export interface Claim {
  /** What must be so for it to hold, in words that can be checked. */
  readonly criterion: Phrase;
  /** What was found, with the numbers; says the same whether it holds or not. */
  readonly text: Phrase;
  readonly holds: boolean;
  /** Those that it was checked against, by name. */
  readonly numbers: Readonly<Record<string, number>>;
}

/** By part; those that are not done yet are missing. */
export type Results<Result> = Readonly<Record<string, Result | undefined>>;

/** How far a part has come, 0 … 1, and, of one whose figure grows with it, what it has come to. */
export interface Progress<Result> {
  readonly share: number;
  readonly soFar?: () => Result;
}

/** One of the trainings that an experiment compares. */
export interface Arm {
  readonly spec: RunSpec;
  /** How many of the bench's held-back images its curve is watched on; none of them is learnt from then. */
  readonly heldBack?: number;
  /** Whether the accuracy on all training images is taken after each epoch. */
  readonly wholeTraining?: boolean;
}

export interface Experiment<Controls = unknown, Result = unknown> {
  readonly name: string;
  readonly label: string;
  /** Where in the book, or which paper. */
  readonly source: string;
  /** Two sentences: what is done, and what to see. */
  readonly look: readonly [string, string];
  readonly controls: z.ZodObject<z.ZodRawShape>;
  parts(controls: Controls): readonly Part[];
  /** Whether it takes milliseconds and no bench, so that its figure follows its controls at once. */
  readonly instant?: boolean;
  /** Of one whose parts are trainings: which. */
  arm?(part: string, controls: Controls): Arm;
  /** The result is plain data that JSON keeps. */
  run(part: string, controls: Controls, bench: Bench): Generator<Progress<Result>, Result>;
  figure(controls: Controls, results: Results<Result>): Figure;
  /** Null until all it needs is there. */
  claim(controls: Controls, results: Results<Result>): Claim | null;
}

/**
 * Ties the types of an experiment's own controls and results together; the list knows neither. Results come back from
 * where they were computed or kept only to the experiment that gave them.
 */
export function defineExperiment<Schema extends z.ZodObject<z.ZodRawShape>, Result>(
  experiment: Omit<Experiment<z.output<Schema>, Result>, 'controls'> & { readonly controls: Schema },
): Experiment {
  return experiment as unknown as Experiment;
}

const noBench = new Proxy({} as Bench, {
  get() {
    throw new Error('an experiment that is instant has no bench');
  },
});

/** All results of an experiment that is instant. */
export const resultsAtOnce = (experiment: Experiment, controls: unknown): Record<string, unknown> =>
  Object.fromEntries(experiment.parts(controls).map(({ id }) => [id, complete(experiment.run(id, controls, noBench))]));

export const allThere = <Result>(parts: readonly Part[], results: Results<Result>): readonly Result[] | null => {
  const found = parts.map(({ id }) => results[id]);
  return found.every((each) => each !== undefined) ? (found as Result[]) : null;
};
