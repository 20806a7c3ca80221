/** A model: a run's newest parameters, a model that Kasane comes with, or those of a file. */
import type { ModelSource } from '@shared/contracts/processes';
import type { NamedTensor } from '@shared/nn/parameter';
import { specAt } from '@shared/spec/changes';
import type { RunSpec } from '@shared/spec/run-spec';
import { readRunParameters } from '../runs/checkpoints';
import { readRecord } from '../runs/record';
import { readShippedModel } from './shipped-model';

export interface Model {
  /** As it trains, or trained last: its network, how its images are split and scaled. */
  readonly spec: RunSpec;
  readonly tensors: readonly NamedTensor[];
  /** What it has learnt for; null where nobody knows. */
  readonly iteration: number | null;
}

/** Throws a FileError, RunFolderError or SpecError where it cannot be read. */
export async function loadModel(source: ModelSource): Promise<Model> {
  switch (source.kind) {
    case 'run': {
      const [{ spec, changes }, { iteration, tensors }] = await Promise.all([readRecord(source.folder), readRunParameters(source.folder)]);
      return { spec: specAt(spec, changes, iteration), iteration, tensors };
    }
    case 'shipped': {
      const { spec, iteration, tensors } = await readShippedModel(source.folder);
      return { spec, iteration, tensors };
    }
    case 'given':
      return { spec: source.spec, tensors: source.tensors, iteration: null };
    default:
      return source satisfies never;
  }
}
