/** Phrases in files, checked. */
import { z } from 'zod';
import type { Phrase } from './phrase';

export const phraseSchema: z.ZodType<Phrase> = z.strictObject({
  template: z.string(),
  values: z.array(z.union([z.string(), z.number(), z.lazy(() => phraseSchema)])),
});
