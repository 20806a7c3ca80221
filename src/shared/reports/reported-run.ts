/** What a report needs to know of a run, gathered from its folder and its data. */
import type { ConfusionMatrix } from '../analysis/confusion';
import type { Phrase } from '../phrase';
import type { SpecChange } from '../spec/changes';
import type { RunLabel } from '../spec/run-label';
import type { RunSpec } from '../spec/run-spec';
import type { Validation } from '../training/validation';

export interface ReportedRun {
  /** What the user calls it, or its design. */
  readonly name: string;
  /** The name of its folder. */
  readonly folder: string;
  /** ISO 8601. */
  readonly created: string;
  /** The Kasane that began it. */
  readonly app: string;
  readonly spec: RunSpec;
  readonly changes: readonly SpecChange[];
  readonly label: RunLabel;
  readonly from: 'initial' | 'imported';
  readonly machine: { readonly processor: string; readonly engine: string } | null;
  /** `checksums`: MD5 of each of its files, by what it holds. */
  readonly dataset: {
    readonly name: string;
    readonly checksums: Readonly<Record<string, string>>;
    /** Whether it is what commands take unless told otherwise. */
    readonly isBuiltIn: boolean;
  };
  readonly iteration: number;
  /** Spent training. */
  readonly seconds: number;
  readonly metrics: {
    readonly iterations: readonly number[];
    /** Nats. */
    readonly losses: readonly number[];
    /** 0 … 1. */
    readonly accuracies: readonly number[];
    readonly learningRates: readonly number[];
  };
  readonly validations: readonly Validation[];
  readonly evaluated: Readonly<Partial<Record<'training' | 'validation' | 'test', { readonly images: number; readonly correct: number }>>>;
  /** What it predicts of its test images; null where those are not at hand. */
  readonly test: TestPredictions | null;
  /** Why they are not. */
  readonly missing: Phrase | null;
  readonly robustness: {
    readonly images: number;
    readonly rows: readonly { readonly label: string; readonly naive: number; readonly normalised: number | null }[];
  } | null;
}

export interface TestPredictions {
  readonly classes: readonly string[];
  readonly labels: Uint8Array;
  readonly predicted: Uint8Array;
  readonly confusion: ConfusionMatrix;
  /** The misread images with the highest losses. */
  readonly mistakes: readonly Mistake[];
}

export interface Mistake {
  /** Its place among the test images. */
  readonly image: number;
  readonly label: number;
  readonly predicted: number;
  /** Of the predicted class, 0 … 1. */
  readonly probability: number;
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly channels: number;
}
