import { z } from 'zod';
import { defineCheck } from './check';

/** An answer in words, which Kasane takes as it is and a teacher reads. */
export const written = defineCheck({
  type: 'written',
  schema: z.strictObject({ type: z.literal('written'), characters: z.int().min(1).max(2000).default(20) }),
  solve: ({ characters }, _evidence, given) => (given !== null && String(given).trim().length >= characters ? {} : null),
  form: ({ characters }) => ({ kind: 'text', characters }),
});
