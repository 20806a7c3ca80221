/** robustness.json: how a run's newest parameters took changed test images when that was last measured. */
import { join } from 'node:path';
import { MOST_OF_RECORD } from '@shared/json';
import type { Robustness } from '@shared/training/robustness';
import { z } from 'zod';
import { readSealed, writeSealed } from '../files/sealed-json';

const FILE = 'robustness.json';

const share = z.number().min(0).max(1);
const fileSchema = z.object({
  iteration: z.int().min(0),
  images: z.int().min(1),
  rows: z.array(z.object({ id: z.string(), label: z.string(), naive: share, normalised: share.nullable() })).max(100),
});

export interface MeasuredRobustness extends Robustness {
  /** Of which parameters. */
  readonly iteration: number;
}

/** Rejects with a FileError. */
export const writeRobustness = (folder: string, measured: MeasuredRobustness) => writeSealed(join(folder, FILE), measured);

/** Null where none was measured, or none that can be read: it can be measured again. */
export async function readRobustness(folder: string): Promise<MeasuredRobustness | null> {
  try {
    return fileSchema.parse(await readSealed(join(folder, FILE), MOST_OF_RECORD));
  } catch {
    return null;
  }
}
