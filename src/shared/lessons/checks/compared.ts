import { z } from 'zod';
import { conditionSchema, meets, ROUNDING, specOf, valuesAt } from '../conditions';
import type { RunEvidence } from '../evidence';
import { defineCheck } from './check';

/** Two runs that are alike in what the lesson names, the one better by so much: “save σ = 0.29 by batch normalisation”. */
export const compared = defineCheck({
  type: 'compared',
  schema: z.strictObject({
    type: z.literal('compared'),
    worse: conditionSchema,
    better: conditionSchema,
    /** Paths of settings that are the same in both. */
    same: z.array(z.string().min(1).max(200)).max(50).default([]),
    /** By which accuracy, and by how much at least. */
    of: z.enum(['training', 'validation', 'test']),
    by: z.number().min(0).max(1),
  }),
  solve({ worse, better, same, of, by }, { runs }) {
    // One that was stopped shows nothing.
    const ended = runs.filter(({ end }) => ['completed', 'early', 'diverged'].includes(end));
    const isAlike = (a: RunEvidence, b: RunEvidence) =>
      same.every((path) => JSON.stringify(valuesAt(specOf(a), path)) === JSON.stringify(valuesAt(specOf(b), path)));
    for (const good of ended.filter((run) => meets(run, better))) {
      const best = good[of];
      if (best === null) continue;
      // One that diverged is as bad as can be; one that was not evaluated shows nothing.
      const accuracyOf = (run: RunEvidence) => (run.end === 'diverged' ? 0 : run[of]);
      const isWorse = (run: RunEvidence) => best - (accuracyOf(run) ?? Number.POSITIVE_INFINITY) >= by - ROUNDING;
      const bad = ended.find((run) => run !== good && meets(run, worse) && isAlike(good, run) && isWorse(run));
      if (bad) return { runs: [good, bad] };
    }
    return null;
  },
});
