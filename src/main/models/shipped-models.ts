/** The models that Kasane comes with, as networks to choose. One that cannot be read is left out. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type ModelSummary, splitKey } from '@shared/contracts/run';
import { mnist } from '../datasets/dataset-ref';
import { readShippedModelRecord } from './shipped-model';

export async function shippedModels(modelsFolder: string): Promise<ModelSummary[]> {
  const names = await readdir(modelsFolder).catch(() => []);
  const found = await Promise.all(names.map((name) => summaryOf(join(modelsFolder, name), name).catch(() => null)));
  return found.filter((summary) => summary !== null);
}

async function summaryOf(folder: string, name: string): Promise<ModelSummary> {
  const { spec, seed, iteration, testAccuracy } = await readShippedModelRecord(folder);
  return {
    id: `model:${name}`,
    kind: 'model',
    name: spec.name,
    colour: null,
    created: null,
    seed,
    iteration,
    input: spec.network.input,
    classes: spec.network.classes,
    recipe: spec.network.recipe,
    scaling: spec.data.scaling,
    testAccuracy,
    original: true,
    dataset: mnist,
    split: splitKey(spec),
  };
}
