/** evaluation.json: what a run came to on each set. */
import { join } from 'node:path';
import type { RunEvaluation } from '@shared/ipc/state';
import type { EvaluatedSet } from '@shared/training/events';
import { z } from 'zod';
import { readText, writeText } from '../files/whole-files';

const FILE = 'evaluation.json';

export type Evaluations = Readonly<Partial<Record<EvaluatedSet, RunEvaluation>>>;

export const writeEvaluations = (folder: string, { training, validation, test }: Evaluations) =>
  writeText(join(folder, FILE), `${JSON.stringify({ training, validation, test }, null, 2)}\n`);

const testSchema = z.object({ test: z.object({ evaluation: z.object({ accuracy: z.number() }) }).optional() });

/** 0 … 1; null of a run that was not evaluated. */
export async function readTestAccuracy(folder: string): Promise<number | null> {
  const text = await readText(join(folder, FILE)).catch(() => null);
  return text === null ? null : (testSchema.parse(JSON.parse(text)).test?.evaluation.accuracy ?? null);
}
