/** All trained networks there are to ask, newest run first, then the models that Kasane comes with. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelSummary } from '@shared/contracts/state';
import { specAt } from '@shared/spec/changes';
import { isOriginalTestSet } from '../datasets/load-dataset';
import { folderNames } from '../files/folder-names';
import { newestIteration } from '../runs/checkpoints';
import { readRecord } from '../runs/record';
import { readShippedModelRecord } from './shipped-model';

export async function listModels(runsFolder: string, modelsFolder: string): Promise<ModelSummary[]> {
  const runs = (await folderNames(runsFolder)).toSorted().toReversed();
  const models = await readdir(modelsFolder).catch(() => []);
  const found = await Promise.all([
    ...runs.map((name) => summaryOfRun(join(runsFolder, name), name).catch(() => null)),
    ...models.map((name) => summaryOfModel(join(modelsFolder, name), name).catch(() => null)),
  ]);
  return found.filter((summary) => summary !== null);
}

/** Null of a run that has learnt nothing yet. */
async function summaryOfRun(folder: string, name: string): Promise<ModelSummary | null> {
  const [record, iteration] = await Promise.all([readRecord(folder), newestIteration(folder)]);
  if (!iteration) return null;
  const { network, data, name: design } = specAt(record.spec, record.changes, iteration);
  return {
    id: `run:${name}`,
    kind: 'run',
    name: record.label.name || design,
    colour: record.label.colour,
    created: record.created,
    seed: record.spec.seed,
    iteration,
    input: network.input,
    scaling: data.scaling,
    testAccuracy: record.outcome?.test ?? null,
    original: isOriginalTestSet(record.dataset.checksums),
  };
}

async function summaryOfModel(folder: string, name: string): Promise<ModelSummary> {
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
    scaling: spec.data.scaling,
    testAccuracy,
    original: true,
  };
}
