import { engine } from '@shared/kernels/engines';
import { Layout } from '@shared/nn/layout';
import { loadImage } from '@shared/training/augment';
import { datasetIn } from '../../../datasets/dataset-cache';
import type { QuestionFunction } from '.';

const SHOWN = 16;

/** As training sees the first images at iteration `round`, before they are scaled, beside what they are. */
export const augmentedDigits: QuestionFunction<'augmentedDigits'> = async ({ spec, round }, { surroundings: { folders } }) => {
  const { training } = await datasetIn(folders.dataset);
  const [height, width, channels] = training.shape;
  const { size } = training;
  const count = Math.min(SHOWN, training.count);
  const layout = new Layout();
  const options = { augmentation: spec.data.augmentation, height, width, channels, scaling: 'unit', seed: spec.seed } as const;
  const load = loadImage(options, layout);
  const kernels = engine.create({ values: count * size, bytes: count * size, scratch: layout.size().scratch });
  const original = new Uint8Array(training.slice(0, count).pixels);
  kernels.memory.bytes.set(original);
  for (let row = 0; row < count; row++) load(kernels, row * size, row * size, round, row);
  const augmented = Uint8Array.from(kernels.memory.values.subarray(0, count * size), (ink) => Math.round(ink * 255));
  return { count, height, width, channels, original, augmented };
};
