import { z } from 'zod';
import { defineKind } from '../../kind';
import { createRandom } from '../../random/threefry';
import { randomValues } from '../space';
import type { JobOutcome, SearchJob, SearchMethod, SearchProblem, Strategy } from './method';

/**
 * Asynchronous successive halving (Li et al., "A system for massively parallel hyperparameter tuning", 2018): all trials
 * begin with few epochs; whenever a trial is among the best 1/η of those that came as far, it may go on η times as long.
 * Nobody waits for a rung to be full.
 */
export const asha: SearchMethod = defineKind({
  type: 'asha',
  label: 'Successive halving',
  help: 'Begins all trials with few epochs and trains only the best ones on: many more trials in the same time.',
  formula: 'rung k: r·ηᵏ epochs; the best 1/η of a rung go on to the next',
  source: 'Li et al. 2018 (ASHA)',
  settings: z.object({
    first: z
      .int()
      .min(1)
      .max(100_000)
      .default(2)
      .meta({ label: 'First rung', unit: 'epochs', help: 'r: how long every trial trains', step: 1 }),
    factor: z
      .int()
      .min(2)
      .max(16)
      .default(3)
      .meta({ label: 'Halving factor', help: 'η: one of so many goes on, so many times as long', step: 1 }),
  }),
  create:
    ({ first, factor }) =>
    ({ spec, space, trials, seed, epochs }: SearchProblem): Strategy => {
      const numbers = createRandom(seed, 'search');
      const rungs = rungEpochs(first, factor, epochs);
      return {
        trials,
        next(known, given) {
          for (const rung of rungs.keys()) {
            // From the top: who is nearly there goes first.
            const job = promotion(rungs.toReversed(), rung, known, given, factor);
            if (job) return job;
          }
          const trial = given.filter(({ fromEpoch }) => fromEpoch === 0).length;
          if (trial >= trials) return null;
          return { trial, values: randomValues(space, spec, numbers, trial), fromEpoch: 0, toEpoch: rungs[0] ?? epochs };
        },
      };
    },
});

/** r, r·η, r·η², … and the whole length at last. */
function rungEpochs(first: number, factor: number, epochs: number): number[] {
  const rungs: number[] = [];
  for (let length = first; length < epochs; length *= factor) rungs.push(length);
  return [...rungs, epochs];
}

/** The best trial to go on to the rung at `place` of those named from the top; null where none may. */
function promotion(
  fromTop: readonly number[],
  place: number,
  known: readonly JobOutcome[],
  given: readonly SearchJob[],
  factor: number,
): SearchJob | null {
  const [toEpoch, fromEpoch] = [fromTop[place], fromTop[place + 1]];
  if (toEpoch === undefined || fromEpoch === undefined) return null;
  const there = known.filter((outcome) => outcome.toEpoch === fromEpoch);
  const best = there
    .filter(({ accuracy }) => accuracy !== null)
    .toSorted((a, b) => (b.accuracy ?? 0) - (a.accuracy ?? 0) || a.trial - b.trial)
    .slice(0, Math.floor(there.length / factor));
  const chosen = best.find(({ trial }) => !given.some((job) => job.trial === trial && job.fromEpoch === fromEpoch));
  return chosen ? { trial: chosen.trial, values: chosen.values, fromEpoch, toEpoch } : null;
}
