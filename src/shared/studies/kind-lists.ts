/** Every list of kinds there is, under what documents call it. */
import { augmentationKinds } from '../data/batches/augmentation';
import type { Kind } from '../kind';
import { averagingKinds } from '../nn/averaging';
import { initializerKinds } from '../nn/initializers';
import { layerKinds } from '../nn/layers';
import { lossKinds } from '../nn/losses';
import { optimizerKinds } from '../nn/optimizers';
import { scheduleKinds } from '../nn/schedules';
import { searchMethods } from './methods';

export const kindLists: readonly (readonly [title: string, kinds: readonly Kind<unknown>[]])[] = [
  ['Layers', layerKinds],
  ['Optimizers', optimizerKinds],
  ['Learning-rate schedules', scheduleKinds],
  ['Initial values', initializerKinds],
  ['Losses', lossKinds],
  ['Averages of the parameters', averagingKinds],
  ['Augmentations', augmentationKinds],
  ['Ways to search', searchMethods],
];

export const everyKind = kindLists.flatMap(([, kinds]) => kinds);
