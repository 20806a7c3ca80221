import { z } from 'zod';
import { conditionSchema, meets } from '../conditions';
import { defineCheck, numberOf } from './check';

/** A number that the student reads off one of his own runs: how many test images it gets wrong, how many parameters it has. */
export const measured = defineCheck({
  type: 'measured',
  schema: z.strictObject({ type: z.literal('measured'), ask: z.enum(['mistakes', 'parameters', 'iteration']), run: conditionSchema }),
  solve({ ask, run: wanted }, { runs }, given) {
    const found = given === null ? undefined : runs.find((run) => meets(run, wanted) && run[ask] !== null && run[ask] === numberOf(given));
    return found ? { runs: [found] } : null;
  },
  form: () => ({ kind: 'number' }),
});
