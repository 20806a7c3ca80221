/** A trained network that can be asked: a run's newest parameters, a model that Kasane comes with, or those of a file. */
import type { SubjectSource } from '@shared/ipc/inspector-messages';
import type { NamedTensor } from '@shared/nn/parameter';
import { specAt } from '@shared/spec/changes';
import type { RunSpec } from '@shared/spec/run-spec';
import { readRunParameters } from '../runs/checkpoints';
import { readRecord } from '../runs/record';
import { readModel } from './model';

export interface Subject extends Pick<RunSpec, 'network' | 'seed'> {
  /** How its images are split and scaled. */
  readonly data: Pick<RunSpec['data'], 'limit' | 'validation' | 'scaling'>;
  readonly tensors: readonly NamedTensor[];
  /** What it has learnt for; null where nobody knows. */
  readonly iteration: number | null;
}

/** Parameters of a file say nothing of the images behind them; validation is then that of the default split. */
const GIVEN = { seed: 1, data: { limit: 0, validation: 10_000, scaling: 'unit' }, iteration: null } as const;

/** Throws a FileError, RunFolderError or SpecError where it cannot be read. */
export async function loadSubject(source: SubjectSource): Promise<Subject> {
  switch (source.kind) {
    case 'run': {
      const [{ spec, changes }, { iteration, tensors }] = await Promise.all([readRecord(source.folder), readRunParameters(source.folder)]);
      const { network, data, seed } = specAt(spec, changes, iteration);
      return { network, data, seed, iteration, tensors };
    }
    case 'model': {
      const { spec, iteration, tensors } = await readModel(source.folder);
      return { network: spec.network, data: spec.data, seed: spec.seed, iteration, tensors };
    }
    case 'given':
      return { ...GIVEN, network: source.network, tensors: source.tensors };
    default:
      return source satisfies never;
  }
}
