/** The same design trained several times, each time from another seed: a group of runs that are told of together. */
import { type Summary, summarize } from '../analysis/welch';
import type { RunSpec } from '../spec/run-spec';

export const MOST_REPEATS = 20;

/** A run's place in its group. */
export interface Repeat {
  /** A name that no other group has. */
  readonly group: string;
  /** From 1. */
  readonly number: number;
  readonly of: number;
}

const SEEDS = 2 ** 32;

/** What the repeat of that number trains by, of a group whose first trains by `first`. */
export const repeatSpec = (first: RunSpec, number: number): RunSpec => ({ ...first, seed: (first.seed + number - 1) % SEEDS });

/** What the first of its group trains by. */
export const firstSpec = (spec: RunSpec, { number }: Repeat): RunSpec => ({ ...spec, seed: (spec.seed - (number - 1) + SEEDS) % SEEDS });

/** Of all runs of a group. */
export const numbersOf = (of: number): number[] => Array.from({ length: of }, (_, index) => index + 1);

export interface Round {
  /** Those that are trained at the same time. */
  readonly numbers: readonly number[];
  /** Of each. */
  readonly threads: number;
}

/**
 * Side by side as long as there is one for each core, for threads that share a run wait for each other; those that are left
 * share the cores.
 */
export function roundsOf(of: number, cores: number): Round[] {
  const rounds: Round[] = [];
  const numbers = numbersOf(of);
  for (let from = 0; from < numbers.length; from += cores) {
    const some = numbers.slice(from, from + cores);
    rounds.push({ numbers: some, threads: Math.max(1, Math.floor(cores / some.length)) });
  }
  return rounds;
}

export const repeatFigures = ['testAccuracy', 'trainAccuracy', 'validationAccuracy', 'seconds'] as const;
export type RepeatFigure = (typeof repeatFigures)[number];

/** What one came to; accuracies 0 … 1, null where there is none. */
export type RepeatOutcome = Readonly<Record<RepeatFigure, number | null>> & { readonly seed: number; readonly run: string };

/** Of each figure that all of them have. */
export function summaries(outcomes: readonly RepeatOutcome[]): Partial<Record<RepeatFigure, Summary>> {
  return Object.fromEntries(
    repeatFigures.flatMap((name) => {
      const values = outcomes.flatMap((outcome) => outcome[name] ?? []);
      return values.length === outcomes.length && values.length > 0 ? [[name, summarize(values)]] : [];
    }),
  );
}
