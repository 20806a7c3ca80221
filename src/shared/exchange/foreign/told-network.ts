/** The network of a file that Kasane wrote, which says everything of it. */
import { classMisfit } from '../../data/class-names';
import { sameShape } from '../../data/image-set';
import { ParametersError } from '../../formats/parameters-error';
import { networkSummary } from '../../nn/description';
import { shapeText } from '../../nn/shape';
import { phrase, words } from '../../phrase';
import { parseRunSpec, SpecError } from '../../spec/parse-run-spec';
import type { RunSpec } from '../../spec/run-spec';
import type { ReadNetwork } from '../networks/formats/format';
import { type Candidates, candidateOf, type ImportSources } from './candidate';
import { fitting, misfit } from './fitting';

/** Throws a ParametersError where something else is asked for than what the file says. */
export function toldNetwork(
  { told, tensors, order }: ReadNetwork,
  file: string,
  { dataset, activation, spec: given }: ImportSources,
): Candidates {
  let spec: RunSpec;
  try {
    spec = parseRunSpec(told?.spec);
  } catch (error) {
    if (error instanceof SpecError && error.problems[0]) {
      const [{ path, text }] = error.problems;
      throw new ParametersError(`${file}: ${path}`, text);
    }
    throw error;
  }
  // A given spec may differ in what only training knows, such as dropout; its parameters are the same.
  const isOther = given !== undefined && misfit(given.network, tensors) !== null;
  const hasActivation = activation === undefined || JSON.stringify(spec.network.layers).includes(`"type":"${activation}"`);
  if (isOther || !hasActivation)
    throw new ParametersError(
      file,
      phrase`says itself that it is ${networkSummary(spec.network)}, which is not what was given; leave that out`,
    );
  const { input } = spec.network;
  const { shape } = dataset.training;
  if (!sameShape(input, shape))
    throw new ParametersError(
      file,
      phrase`takes images of ${shapeText(input)}; the dataset has ${shapeText(shape)}: give images like those it was trained on`,
    );
  const other = classMisfit(spec.network.classes, dataset.training.classes);
  if (other) throw new ParametersError(file, other);
  return [candidateOf(words(''), spec, fitting(spec.network, tensors, order, file))];
}
