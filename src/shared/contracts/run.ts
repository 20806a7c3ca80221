/**
 * A run in its shapes: what is the same wherever it is told of (RunFacts), and how it is seen while it trains (RunState), in
 * the list (RunSummary), beside others (RunDetails) and as a network to choose (ModelSummary).
 */
import type { ScalingName } from '../data/batches/scaling';
import type { Recipe } from '../data/recipe';
import type { ErrorData } from '../kasane-error';
import type { SpecChange } from '../spec/changes';
import { noLabel, type RunColour, type RunLabel } from '../spec/run-label';
import type { RunSpec } from '../spec/run-spec';
import type { Repeat } from '../studies/repeats';
import type { Evaluation } from '../training/evaluation';
import type { EvaluatedSet, FinishReason } from '../training/events';
import type { Validation } from '../training/validation';
import type { RunCurve } from './run-curve';

/** What its record, its state and its details say of a run alike; a new fact is a line in `RunFacts`, `facts`, `initialFacts` and the record's schema. */
export interface RunFacts {
  /** What it began with, and what was changed since. */
  readonly spec: RunSpec;
  readonly changes: readonly SpecChange[];
  /** What the user calls it and noted about it. */
  readonly label: RunLabel;
  /** Whether it began with the spec's initial values or with parameters from a file. */
  readonly from: 'initial' | 'imported';
  /** What it was begun on; null of runs that did not note it yet. */
  readonly machine: { readonly processor: string; readonly engine: string } | null;
  /** Its place among runs that differ from it by their seed alone; null of a run by itself. */
  readonly repeat: Repeat | null;
}

const facts = { spec: true, changes: true, label: true, from: true, machine: true, repeat: true } satisfies Readonly<
  Record<keyof RunFacts, true>
>;

/** The facts of anything that has them. */
export const factsOf = (run: RunFacts): RunFacts =>
  Object.fromEntries(Object.keys(facts).map((name) => [name, run[name as keyof RunFacts]])) as unknown as RunFacts;

/** Before anything is known of it but what it is to train. */
export const initialFacts = (spec: RunSpec, from: RunFacts['from']): RunFacts => ({
  spec,
  changes: [],
  label: noLabel,
  from,
  machine: null,
  repeat: null,
});

/** One entry an iteration, in order. */
export interface RunMetrics {
  readonly iterations: readonly number[];
  readonly losses: readonly number[];
  readonly accuracies: readonly number[];
  readonly learningRates: readonly number[];
}

export const metricNames = ['iterations', 'losses', 'accuracies', 'learningRates'] as const satisfies readonly (keyof RunMetrics)[];

export const noMetrics: RunMetrics = { iterations: [], losses: [], accuracies: [], learningRates: [] };

export type RunStatus =
  | { readonly phase: 'starting' }
  | { readonly phase: 'running' }
  | { readonly phase: 'paused' }
  /** A set is being evaluated: validation between epochs, or all of them at the end. */
  | { readonly phase: 'evaluating'; readonly set: EvaluatedSet; readonly images: number; readonly total: number }
  | { readonly phase: 'finished'; readonly reason: FinishReason }
  /** The session refused or gave up. */
  | { readonly phase: 'failed'; readonly error: ErrorData }
  /** A run of an earlier session that was not ended. */
  | { readonly phase: 'interrupted' }
  /** The trainer process ended without a word. */
  | { readonly phase: 'crashed'; readonly exitCode: number };

/** Phases in which a trainer process is at work. */
export const isActive = (status: RunStatus) => ['starting', 'running', 'paused', 'evaluating'].includes(status.phase);

export interface RunEvaluation {
  readonly iteration: number;
  readonly evaluation: Evaluation;
}

/** A run as it trains, or as it stands at its newest checkpoint. */
export interface RunState extends RunFacts {
  /** Counts the runs of this session of the app. */
  readonly id: number;
  /** The name of its folder among the runs; null before it has one. */
  readonly folder: string | null;
  readonly status: RunStatus;
  readonly iteration: number;
  readonly iterations: number;
  /** Time spent training so far, pauses and loading left out. */
  readonly seconds: number;
  /** Over the last second or so. */
  readonly imagesPerSecond: number;
  readonly trainingImages: number;
  readonly parameterCount: number;
  readonly threads: number;
  /** The newest evaluation of each set. */
  readonly evaluations: Readonly<Partial<Record<EvaluatedSet, RunEvaluation>>>;
  /** Every validation so far, for the chart. */
  readonly validations: readonly Validation[];
  /** The iteration of the newest parameters there are to export; null before the first. */
  readonly exportable: number | null;
  /** Why the run cannot be written down for now; null while it is. */
  readonly recordingTrouble: ErrorData | null;
  /** Why it is resumed from an older checkpoint than its newest, which is damaged; null where it is not. */
  readonly passedOver: ErrorData | null;
}

/** What a run that has trained nothing says besides its facts. */
export const untrained: Omit<RunState, 'id' | keyof RunFacts> = {
  folder: null,
  status: { phase: 'starting' },
  iteration: 0,
  iterations: 0,
  seconds: 0,
  imagesPerSecond: 0,
  trainingImages: 0,
  parameterCount: 0,
  threads: 1,
  evaluations: {},
  validations: [],
  exportable: null,
  recordingTrouble: null,
  passedOver: null,
};

/** The images that a network was trained on. */
export interface DatasetRef {
  /** What people call it: the name of its folder, or MNIST. */
  readonly name: string;
  /** The same where all its files are, byte for byte. */
  readonly key: string;
}

/** A run of the list of all runs: what it says of itself on disk. */
export interface RunSummary {
  /** The name of its folder, which no other run has. */
  readonly folder: string;
  /** How it ended, or that it broke off, trains, or cannot be read. */
  readonly state: FinishReason | 'training' | 'interrupted' | 'failed' | 'damaged';
  /** Why it failed, or cannot be read. */
  readonly trouble: ErrorData | null;
  readonly label: RunLabel;
  readonly design: string;
  /** `784-50-10` */
  readonly network: string;
  /** ISO 8601. */
  readonly created: string;
  readonly seed: number | null;
  readonly repeat: Repeat | null;
  readonly from: RunFacts['from'];
  readonly iteration: number;
  readonly iterations: number;
  readonly parameters: number | null;
  /** Spent training. */
  readonly seconds: number;
  /** Accuracies, 0 … 1; null where there is none. */
  readonly training: number | null;
  readonly validation: number | null;
  readonly test: number | null;
  /** The iteration of the newest parameters; null where there are none. */
  readonly exportable: number | null;
  /** How its images come: null of one whose record cannot be read. `original`: whether its test images are MNIST's own. */
  readonly images:
    | (Pick<ModelSummary, 'input' | 'classes' | 'recipe' | 'scaling' | 'original'> & {
        readonly dataset: DatasetRef;
        readonly split: string;
      })
    | null;
  /** Whether the file of its newest parameters carries a checksum, as those of older versions do not; null where that was not looked at. */
  readonly isSealed: boolean | null;
  /** The kind of its optimizer, as its newest parameters were trained; null of one whose record cannot be read. */
  readonly optimizer: string | null;
}

/** What came of training a run again from its spec, seed and data. */
export interface Reproduction {
  readonly iterations: number;
  /** Whether every parameter is the same to the last bit. */
  readonly identical: boolean;
  /** The first parameter that differs; null where none does. */
  readonly firstDifference: string | null;
}

/** What a run was made of. */
export interface RunMaking extends RunFacts {
  /** MD5 of each file of its dataset, by what it holds; `original` where they are MNIST's own. */
  readonly dataset: { readonly checksums: Readonly<Record<string, string>>; readonly original: boolean };
}

/** What is compared of runs that are chosen. */
export interface RunDetails {
  readonly folder: string;
  /** Null where its record cannot be read; its curves may be still. */
  readonly making: RunMaking | null;
  readonly metrics: RunCurve;
  readonly validations: RunState['validations'];
  /** Lines of its metrics that are damaged, and left out of these. */
  readonly damagedLines: number;
}

/** A model: a trained network to choose. */
export interface ModelSummary {
  /** `run:<folder>`, `model:<name>` or `imported`. */
  readonly id: string;
  readonly kind: 'run' | 'model' | 'imported';
  readonly name: string;
  readonly colour: RunColour | null;
  /** ISO 8601; null of what no run here made. */
  readonly created: string | null;
  readonly seed: number | null;
  /** What it has learnt for; null where nobody knows. */
  readonly iteration: number | null;
  /** [height, width, channels] of one image. */
  readonly input: readonly [number, number, number];
  /** The names of the classes that it predicts, and how a picture becomes its input. */
  readonly classes: readonly string[];
  readonly recipe: Recipe;
  readonly scaling: ScalingName;
  /** 0 … 1; null where it was not evaluated. */
  readonly testAccuracy: number | null;
  /** Whether that is on MNIST's own test images. */
  readonly original: boolean;
  /** What it was trained on; null where nobody knows. */
  readonly dataset: DatasetRef | null;
  /** The same where of a dataset the same images are held back for validation; null where nobody knows. */
  readonly split: string | null;
}

/** Which images a run holds back, as `split` of its model. */
export const splitKey = ({ seed, data: { limit, validation } }: Pick<RunSpec, 'seed' | 'data'>): string => `${seed} ${limit} ${validation}`;

/** The newest parameters of a run as a network to choose; null where there are none to be read. */
export function modelOfRun({
  folder,
  label,
  design,
  created,
  seed,
  exportable,
  images,
  test,
  from,
  iteration,
}: RunSummary): ModelSummary | null {
  // Initial values are no model yet; a file's parameters are, before they are trained further.
  const isTrained = exportable !== null && (exportable > 0 || from === 'imported');
  if (!isTrained || !images) return null;
  const { name, colour } = label;
  return {
    id: `run:${folder}`,
    kind: 'run',
    name: name || design,
    colour,
    created,
    seed,
    iteration: exportable,
    testAccuracy: test,
    ...images,
    // Parameters of a file that were only evaluated here.
    dataset: from === 'imported' && iteration === 0 ? null : images.dataset,
  };
}
