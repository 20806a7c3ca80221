/** The network that another program's file describes; only how its inputs are made may be left open. */
import { exactly } from '../../at';
import { sameShape } from '../../data/image-set';
import { ParametersError } from '../../formats/parameters-error';
import { elementCount } from '../../nn/parameter';
import { shapeText } from '../../nn/shape';
import { phrase } from '../../phrase';
import { SpecError } from '../../spec/parse-run-spec';
import { describedCandidate } from './bare-candidates';
import type { ImportSources, SpecCandidate } from './candidate';
import type { DescribedNetwork } from './described';
import { usualForms } from './input-forms';

/** Throws a ParametersError where it takes other images, or has other classes, than there are. */
export function describedCandidates(
  described: DescribedNetwork,
  file: string,
  { dataset: { training } }: ImportSources,
): readonly SpecCandidate[] {
  const { layers, order, form, input, after = { scale: 1, shift: 0 } } = described;
  const [height, width, channels] = exactly(3, training.shape);
  if (input && !sameShape(input, [height, width, channels]))
    throw new ParametersError(
      file,
      phrase`takes images of ${shapeText(input)}; the dataset has ${shapeText(training.shape)}: give images like those it was trained on`,
    );
  const last = layers.findLast(({ tensors }) => tensors?.b);
  const outputs = last?.tensors?.b ? elementCount(last.tensors.b.shape) : 0;
  if (outputs !== training.classes.length)
    throw new ParametersError(file, phrase`has ${outputs} outputs; expected ${training.classes.length}, one for each class`);
  try {
    return (form ? [form] : usualForms).map(({ words, scale, shift }) => {
      const whole = { words, scale: scale * after.scale, shift: shift * after.scale + after.shift };
      return describedCandidate({ layers, order, form: whole, words }, file, training);
    });
  } catch (error) {
    if (error instanceof SpecError && error.problems[0])
      throw new ParametersError(`${file}: ${error.problems[0].path}`, error.problems[0].text);
    throw error;
  }
}
