import { z } from 'zod';
import { defineCheck } from './check';

/** A search of so many trials over the settings that the lesson names. */
export const searched = defineCheck({
  type: 'searched',
  schema: z.strictObject({
    type: z.literal('searched'),
    trials: z.int().min(1).max(100_000),
    /** Paths of settings that it varied. */
    over: z.array(z.string().min(1).max(200)).max(20).default([]),
  }),
  solve({ trials, over }, { searches }) {
    const found = searches.find((search) => search.trials >= trials && over.every((path) => search.paths.includes(path)));
    return found ? { searches: [found] } : null;
  },
});
