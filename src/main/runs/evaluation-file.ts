/** evaluation.json: what a run came to on each set. */
import { join } from 'node:path';
import type { RunEvaluation } from '@shared/contracts/run';
import { MOST_OF_RECORD } from '@shared/json';
import type { EvaluatedSet } from '@shared/training/events';
import { z } from 'zod';
import { readSealed, writeSealed } from '../files/sealed-json';

const FILE = 'evaluation.json';

export type Evaluations = Readonly<Partial<Record<EvaluatedSet, RunEvaluation>>>;

export const writeEvaluations = (folder: string, { training, validation, test }: Evaluations) =>
  writeSealed(join(folder, FILE), { training, validation, test });

const evaluationSchema = z
  .object({
    iteration: z.int(),
    evaluation: z.object({
      images: z.int(),
      correct: z.int(),
      accuracy: z.number(),
      loss: z.number(),
      confusion: z.array(z.array(z.int())),
    }),
  })
  .optional();
const fileSchema = z.object({ training: evaluationSchema, validation: evaluationSchema, test: evaluationSchema });

/** Throws a FileError where there is none or it is damaged, a ZodError where it holds something else. */
export async function readEvaluations(folder: string): Promise<Evaluations> {
  const found = fileSchema.parse(await readSealed(join(folder, FILE), MOST_OF_RECORD));
  return Object.fromEntries(Object.entries(found).filter(([, evaluation]) => evaluation));
}
