/** How far a student has come in a lesson. */
import { z } from 'zod';
import { evidenceSchema } from './evidence';

export const taskProgressSchema = z.strictObject({
  /** What was written or chosen. */
  answer: z
    .union([z.string().max(10_000), z.number()])
    .nullable()
    .default(null),
  /** How many hints were looked at. */
  hints: z.int().min(0).max(2).default(0),
  /** When it was solved, ISO 8601, and by what; what was solved stays so. */
  solved: z
    .strictObject({ at: z.string().max(40), evidence: evidenceSchema })
    .nullable()
    .default(null),
});
export type TaskProgress = z.output<typeof taskProgressSchema>;

/** By the ids of tasks. */
export const lessonProgressSchema = z.record(z.string().max(60), taskProgressSchema);
export type LessonProgress = z.output<typeof lessonProgressSchema>;

export const untouched: TaskProgress = { answer: null, hints: 0, solved: null };
