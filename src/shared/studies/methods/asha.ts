import { z } from 'zod';
import { numberAt } from '../../at';
import { defineKind } from '../../kind';
import { createRandom } from '../../random/threefry';
import { randomValues } from '../space';
import type { JobOutcome, SearchMethod, SearchProblem, Strategy } from './method';

/**
 * Asynchronous successive halving (Li et al., "A system for massively parallel hyperparameter tuning", 2018): all trials
 * begin with few epochs; whenever a trial is among the best 1/η of those that came as far, it may go on η times as long.
 * Nobody waits for a rung to be full.
 */
const kind = defineKind({
  type: 'asha',
  label: 'Successive halving',
  help: 'Begins all trials with few epochs and trains only the best ones on: many more trials in the same time.',
  ja: { label: '逐次半減', help: '短いエポックで始め、良いものだけを続けます。同じ時間でずっと多く試せます。' },
  formula: 'rung k: r·ηᵏ epochs; the best 1/η of a rung go on to the next',
  source: 'Li et al. 2018 (ASHA)',
  settings: z.object({
    first: z
      .int()
      .min(1)
      .max(100_000)
      .default(2)
      .meta({
        label: 'First rung',
        unit: 'epochs',
        help: 'r: how long every trial trains',
        step: 1,
        ja: { label: '最初の段', help: 'r: すべての試行が学習する長さ' },
      }),
    factor: z
      .int()
      .min(2)
      .max(16)
      .default(3)
      .meta({
        label: 'Halving factor',
        help: 'η: one of so many goes on, so many times as long',
        step: 1,
        ja: { label: '半減の係数', help: 'η: 何件に 1 件が、その何倍の長さ続くか' },
      }),
    atOnce: z
      .int()
      .min(1)
      .max(1024)
      .default(16)
      .meta({
        label: 'At once',
        help: 'At most; what goes on is decided without the last so many, the same on any number of cores',
        step: 4,
        ja: { label: '同時に', help: '最大数。直近のこの数を見ずに続ける試行を決めるので、コア数によらず同じ結果になります' },
      }),
  }),
  create:
    ({ first, factor, atOnce }) =>
    ({ space, integers, trials, seed, epochsOf }: SearchProblem): Strategy => {
      const epochs = epochsOf({});
      const numbers = createRandom(seed, 'search');
      const lengths = rungEpochs(first, factor, epochs);
      const rungs = lengths.map((length) => createRung(length, factor));
      let [seen, begun] = [0, 0];
      return {
        trials,
        epochs: lengths.reduce(
          (sum, length, rung) => sum + Math.floor(trials / factor ** rung) * (length - (rung === 0 ? 0 : numberAt(lengths, rung - 1))),
          0,
        ),
        window: atOnce,
        next(known) {
          for (; seen < known.length; seen++) {
            const outcome = known[seen];
            rungs.find(({ length }) => length === outcome?.toEpoch)?.reach(outcome as JobOutcome);
          }
          // From the top: who is nearly there goes first.
          for (let rung = rungs.length - 2; rung >= 0; rung--) {
            const chosen = rungs[rung]?.promote();
            if (chosen)
              return { trial: chosen.trial, values: chosen.values, fromEpoch: chosen.toEpoch, toEpoch: lengths[rung + 1] ?? epochs };
          }
          if (begun >= trials) return null;
          const trial = begun++;
          return { trial, values: randomValues(space, integers, numbers, trial), fromEpoch: 0, toEpoch: lengths[0] ?? epochs };
        },
      };
    },
});

export const asha: SearchMethod = { ...kind, decidesLength: true };

/** r, r·η, r·η², … and the whole length at last. */
function rungEpochs(first: number, factor: number, epochs: number): number[] {
  const rungs: number[] = [];
  for (let length = first; length < epochs; length *= factor) rungs.push(length);
  return [...rungs, epochs];
}

/** Trials that came as far as `length` epochs, and which of them went on. */
function createRung(length: number, factor: number) {
  /** The best first; failed ones are only counted. */
  const best: JobOutcome[] = [];
  const promoted = new Set<number>();
  let count = 0;
  const isBetter = (a: JobOutcome, b: JobOutcome) => (a.accuracy ?? 0) - (b.accuracy ?? 0) || b.trial - a.trial;
  return {
    length,
    reach(outcome: JobOutcome): void {
      count += 1;
      if (outcome.accuracy === null) return;
      const place = best.findLastIndex((each) => isBetter(each, outcome) > 0) + 1;
      best.splice(place, 0, outcome);
    },
    /** The best trial among the first 1/η that did not go on yet; it does now. */
    promote(): JobOutcome | undefined {
      const chosen = best.slice(0, Math.floor(count / factor)).find(({ trial }) => !promoted.has(trial));
      if (chosen) promoted.add(chosen.trial);
      return chosen;
    },
  };
}
