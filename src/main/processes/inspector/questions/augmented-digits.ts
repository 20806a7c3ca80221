import { engine } from '@shared/kernels/engines';
import { Layout } from '@shared/nn/layout';
import { loadImage } from '@shared/training/augment';
import { datasetIn } from '../../../datasets/dataset-cache';
import type { TaskFunction } from '.';

const SHOWN = 16;

/** As training sees the first images at iteration `round`, before they are scaled. */
export const augmentedDigits: TaskFunction<'augmentedDigits'> = async ({ spec, round, datasetFolder }) => {
  const { training } = await datasetIn(datasetFolder);
  const [height, width, channels] = training.shape;
  const { size } = training;
  const count = Math.min(SHOWN, training.count);
  const layout = new Layout();
  const options = { augmentation: spec.data.augmentation, height, width, channels, scaling: 'unit', seed: spec.seed } as const;
  const load = loadImage(options, layout);
  const kernels = engine.create({ values: count * size, bytes: count * size, scratch: layout.size().scratch });
  kernels.memory.bytes.set(training.slice(0, count).pixels);
  for (let row = 0; row < count; row++) load(kernels, row * size, row * size, round, row);
  const augmented = Uint8Array.from(kernels.memory.values.subarray(0, count * size), (ink) => Math.round(ink * 255));
  return { count, height, width, augmented };
};
