import { z } from 'zod';
import { defineCheck } from './check';

/** Drawings of digits that were saved with a label. */
export const drawn = defineCheck({
  type: 'drawn',
  schema: z.strictObject({ type: z.literal('drawn'), atLeast: z.int().min(1).max(10_000) }),
  solve: ({ atLeast }, { drawings }) => (drawings >= atLeast ? { drawings } : null),
});
