import { z } from 'zod';
import { defineKind } from '../../kind';
import { phrase } from '../../phrase';
import type { Shape } from '../shape';
import type { Layer, LayerKind } from './layer';
import { compilePool } from './pool';
import { type WindowGeometry, windowGeometry } from './window';

/** Global average pooling: each channel's mean over the whole image. [height, width, channels] → [channels]. */
export const globalAveragePool: LayerKind = {
  family: 'pooling',
  ...defineKind({
    type: 'global-average-pool',
    label: 'Global average pooling',
    help: 'One number a channel: its mean over the whole image. Takes the place of flatten with far fewer weights after it.',
    ja: {
      label: '大域平均プーリング',
      help: 'チャンネルごとに 1 つの数、画像全体の平均です。平坦化の代わりに使うと、後ろの重みがずっと少なくて済みます。',
    },
    formula: 'y[k] = mean over r, c of x[r, c, k]',
    source: 'Lin et al. 2013',
    settings: z.object({}),
    create: (): Layer => ({
      detail: phrase``,
      linear: 'passes',
      output: 'own',
      readsOutput: false,
      gradientOverInput: () => true,
      outputShape: (input) => [wholeImage(input).channels],
      parameters: () => [],
      multiplyAccumulates: () => 0,
      window: () => null,
      operation: () => ({ op: 'global mean' }),
      compile: (context) =>
        compilePool(context, wholeImage(context.inputShape), {
          forward: 'averagePool',
          gradient: 'averagePoolGradient',
          readsOutput: false,
          overInput: () => true,
          takesLargest: false,
        }),
    }),
  }),
};

function wholeImage(input: Shape): WindowGeometry {
  const image = windowGeometry(input, 1, 1, 'valid', 'window');
  return { ...image, windowHeight: image.height, windowWidth: image.width, outputHeight: 1, outputWidth: 1 };
}
