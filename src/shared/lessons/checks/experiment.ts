import { z } from 'zod';
import { experiments } from '../../lab/experiments';
import { defineCheck } from './check';

const names = experiments.map(({ name }) => name);

/** An experiment of the Lab that was done; where the lesson wants it, with a claim that holds. */
export const experiment = defineCheck({
  type: 'experiment',
  schema: z.strictObject({
    type: z.literal('experiment'),
    name: z.enum(names as [string, ...string[]]),
    holds: z.boolean().default(false),
  }),
  solve({ name, holds }, { experiments: done }) {
    const found = done.find((each) => each.name === name && (!holds || each.holds));
    return found ? { experiments: [found] } : null;
  },
});
