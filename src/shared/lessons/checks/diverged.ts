import { z } from 'zod';
import { conditionSchema, meets } from '../conditions';
import { defineCheck } from './check';

/** A run whose loss overflowed: “find a learning rate at which SGD diverges”. */
export const diverged = defineCheck({
  type: 'diverged',
  schema: z.strictObject({ type: z.literal('diverged'), run: conditionSchema }),
  solve({ run: wanted }, { runs }) {
    const found = runs.find((run) => run.end === 'diverged' && meets(run, wanted));
    return found ? { runs: [found] } : null;
  },
});
