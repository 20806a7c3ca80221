import { basename } from 'node:path';
import type { Dataset } from '@shared/data/dataset';
import { createSimdKernels } from '@shared/kernels/simd/simd';
import type { NamedTensor } from '@shared/nn/parameter';
import type { RunSpec } from '@shared/spec/run-spec';
import { type CandidateActivation, recognitionText } from '@shared/training/activation';
import { importParameters } from '@shared/training/import-parameters';
import { readText } from '../files/whole-files';
import { note } from './output';

/** A params.json and the network it belongs to; says on stderr which activation was found, if none was given. */
export async function loadParameters(
  path: string,
  dataset: Dataset,
  activation?: CandidateActivation,
): Promise<{ network: RunSpec['network']; tensors: NamedTensor[] }> {
  const imported = importParameters(await readText(path), basename(path), dataset, createSimdKernels, activation);
  if (imported.recognised) note(`${basename(path)}: ${imported.summary}; ${recognitionText(imported.recognised)}`);
  return imported;
}
