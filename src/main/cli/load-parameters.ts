import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Dataset } from '@shared/data/dataset';
import { createSimdKernels } from '@shared/kernels/simd/simd';
import { type CandidateActivation, recognitionText } from '@shared/training/activation';
import { importParameters } from '@shared/training/import-parameters';
import { readText } from '../files/whole-files';
import { MODEL_FILE, modelsFolder } from '../subjects/model';
import { loadSubject, type Subject } from '../subjects/subject';
import { note } from './output';

/**
 * The network at `place`: a run's folder, the name or folder of a model, or else a params.json, of which it says on
 * stderr which activation was found, if none was given.
 */
export async function loadParameters(
  place: string,
  dataset: Dataset,
  activation?: CandidateActivation,
): Promise<Pick<Subject, 'network' | 'tensors'> & Pick<Subject['data'], 'scaling'>> {
  const folder = [place, join(modelsFolder(), place)].find(
    (each) => existsSync(join(each, 'run.json')) || existsSync(join(each, MODEL_FILE)),
  );
  if (folder !== undefined) {
    const kind = existsSync(join(folder, MODEL_FILE)) ? 'model' : 'run';
    const { network, tensors, data } = await loadSubject({ kind, folder });
    return { network, tensors, scaling: data.scaling };
  }
  const imported = importParameters(await readText(place), basename(place), dataset, createSimdKernels, activation);
  if (imported.recognised) note(`${basename(place)}: ${imported.summary}; ${recognitionText(imported.recognised)}`);
  return { ...imported, scaling: 'unit' };
}
