/** From the text of a parameters file to a network that can be asked or trained further. */

import { CLASSES, type Dataset, type LabelledImages } from '../data/dataset';
import { splitImages } from '../data/split';
import { ParametersError } from '../formats/parameters-error';
import { layerSizes, parseParamsJson } from '../formats/params-json';
import type { KernelFactory } from '../kernels/kernels';
import { networkSummary } from '../nn/description';
import type { NamedTensor } from '../nn/parameter';
import { phrase } from '../phrase';
import { parseRunSpec } from '../spec/parse-run-spec';
import { DEFAULT_VALIDATION_IMAGES, type RunSpec, SPEC_VERSION } from '../spec/run-spec';
import { type CandidateActivation, denseNetwork, type RecognisedActivation, recogniseActivation } from './activation';

export interface ImportedParameters {
  readonly network: RunSpec['network'];
  readonly tensors: NamedTensor[];
  /** `784-50-10` */
  readonly summary: string;
  /** How the activation was found; null where it was given. */
  readonly recognised: RecognisedActivation | null;
}

/** Held-back images for telling activations apart are those of the default split. */
const VALIDATION_SEED = 1;

/** Throws a ParametersError that names `file`, the place in it and what was expected. */
export function importParameters(
  text: string,
  file: string,
  dataset: Dataset,
  createKernels: KernelFactory,
  activation?: CandidateActivation,
): ImportedParameters {
  const tensors = parseParamsJson(text, file);
  const sizes = layerSizes(tensors);
  const { height, width } = dataset.training;
  if (sizes[0] !== height * width) {
    throw new ParametersError(
      `${file}: W1`,
      phrase`has ${sizes[0]} rows; expected ${height * width}, one for each pixel of ${height}×${width}`,
    );
  }
  if (sizes.at(-1) !== CLASSES) {
    throw new ParametersError(
      `${file}: b${sizes.length - 1}`,
      phrase`has ${sizes.at(-1)} numbers; expected ${CLASSES}, one for each digit`,
    );
  }
  const networkWith = (hidden: CandidateActivation) =>
    parseRunSpec({ version: SPEC_VERSION, name: file, network: denseNetwork(sizes, hidden, [height, width, 1]) }).network;
  networkWith('relu'); // refuses sizes that no spec may have before anything is computed
  const recognised = activation ? null : recogniseActivation(sizes, tensors, 'unit', validationImages(dataset), createKernels);
  const network = networkWith(activation ?? recognised?.activation ?? 'relu');
  return { network, tensors, summary: networkSummary(network), recognised };
}

export function validationImages({ training }: Dataset): LabelledImages {
  const count = Math.min(DEFAULT_VALIDATION_IMAGES, Math.ceil(training.count / 5));
  return splitImages(training, count, VALIDATION_SEED).validation;
}
