/** A trained network that Kasane comes with: model.json says how it was made, parameters.safetensors holds it. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseSafetensors } from '@shared/formats/safetensors';
import { KasaneError } from '@shared/kasane-error';
import type { NamedTensor } from '@shared/nn/parameter';
import { phrase } from '@shared/phrase';
import { parseRunSpec } from '@shared/spec/parse-run-spec';
import type { RunSpec } from '@shared/spec/run-spec';
import { z } from 'zod';
import { LARGEST_TENSORS, readBytes, readText } from '../files/whole-files';

export const MODEL_FILE = 'model.json';
export const PARAMETERS_FILE = 'parameters.safetensors';

const modelSchema = z.strictObject({
  version: z.literal(1),
  /** The command that makes the same parameters again, bit for bit. */
  command: z.string(),
  /** Of the app that made it. */
  app: z.string(),
  seed: z.int(),
  iteration: z.int(),
  /** 0 … 1. */
  testAccuracy: z.number(),
  /** Of the parameters file. */
  sha256: z.string(),
  spec: z.unknown(),
});

export type ShippedModelRecord = Omit<z.output<typeof modelSchema>, 'spec'> & { readonly spec: RunSpec };

/** A model's folder that is not what it should be: the installation is damaged. */
export class ModelError extends KasaneError {
  override name = 'ModelError';
}

/** The folder of the models that come with the app: beside its resources, or in the project. */
export function modelsFolder(): string {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const models = join(folder, 'resources', 'models');
    if (existsSync(models)) return models;
  }
  return join(process.resourcesPath ?? '', 'models');
}

export async function readShippedModelRecord(folder: string): Promise<ShippedModelRecord> {
  const parsed = modelSchema.parse(JSON.parse(await readText(join(folder, MODEL_FILE))));
  return { ...parsed, spec: parseRunSpec(parsed.spec) };
}

/** Throws a ModelError where the parameters are not those that the record was made with. */
export async function readShippedModel(folder: string): Promise<ShippedModelRecord & { readonly tensors: readonly NamedTensor[] }> {
  const record = await readShippedModelRecord(folder);
  const bytes = await readBytes(join(folder, PARAMETERS_FILE), LARGEST_TENSORS);
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found !== record.sha256) throw new ModelError(phrase`${basename(folder)}: its parameters are damaged; install Kasane again`);
  return { ...record, tensors: parseSafetensors(bytes, PARAMETERS_FILE).tensors };
}
