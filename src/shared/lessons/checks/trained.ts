import { z } from 'zod';
import { conditionSchema, meets } from '../conditions';
import { defineCheck } from './check';

/** A run that came to an end and is as the lesson wants it: “train Two-layer to 97 %”. */
export const trained = defineCheck({
  type: 'trained',
  schema: z.strictObject({ type: z.literal('trained'), run: conditionSchema }),
  solve({ run: wanted }, { runs }) {
    const found = runs.find((run) => ['completed', 'early', 'stopped'].includes(run.end) && run.iteration > 0 && meets(run, wanted));
    return found ? { runs: [found] } : null;
  },
});
