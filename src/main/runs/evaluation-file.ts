/** evaluation.json: what a run came to on each set. */
import { join } from 'node:path';
import type { RunEvaluation } from '@shared/contracts/run';
import type { EvaluatedSet } from '@shared/training/events';
import { z } from 'zod';
import { readText, writeText } from '../files/whole-files';

const FILE = 'evaluation.json';

export type Evaluations = Readonly<Partial<Record<EvaluatedSet, RunEvaluation>>>;

export const writeEvaluations = (folder: string, { training, validation, test }: Evaluations) =>
  writeText(join(folder, FILE), `${JSON.stringify({ training, validation, test }, null, 2)}\n`);

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

/** Throws a FileError where there is none, a ZodError or SyntaxError where it is damaged. */
export async function readEvaluations(folder: string): Promise<Evaluations> {
  const found = fileSchema.parse(JSON.parse(await readText(join(folder, FILE))));
  return Object.fromEntries(Object.entries(found).filter(([, evaluation]) => evaluation));
}
