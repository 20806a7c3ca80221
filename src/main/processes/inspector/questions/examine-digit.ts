import { floatAt } from '@shared/at';
import type { RunSpec } from '@shared/spec/run-spec';
import { occlusionMap } from '@shared/training/examiner';
import { assertWhole } from '../../../models/ready-models';
import type { QuestionFunction } from '.';

export const examineDigit: QuestionFunction<'examineDigit'> = async ({ model: id, image, target: wanted, covering }, context) => {
  const model = await context.model(id);
  assertWhole(model, image);
  const { input } = model.spec.network;
  const classifier = model.classifier();
  const probabilities = classifier.probabilities(image)[0] ?? [];
  const target = wanted ?? probabilities.indexOf(Math.max(...probabilities));
  const occlusion = covering ? occlusionMap(classifier, image, input, target, coverOf(model.spec)) : null;
  const { saliency, maps } = model.examiner().examine(image, target);
  return { saliency: byPixel(saliency, input[2]), maps, probabilities, target, occlusion };
};

/** Paper, where there is any; between dark and bright of pictures. */
const coverOf = ({ network: { recipe } }: RunSpec) => (recipe === 'mnist' || recipe === 'frame' ? 0 : recipe === 'paper' ? 255 : 127);

/** The sum over the channels of each pixel. */
const byPixel = (saliency: Float32Array, channels: number): Float32Array =>
  channels === 1
    ? saliency
    : Float32Array.from({ length: saliency.length / channels }, (_, pixel) => {
        let sum = 0;
        for (let channel = 0; channel < channels; channel++) sum += floatAt(saliency, pixel * channels + channel);
        return sum;
      });
