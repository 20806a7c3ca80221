import { z } from 'zod';
import { defineKind } from '../../kind';
import { phrase } from '../../phrase';
import { featuresOf } from '../shape';
import { type Layer, type LayerKind, pointwise } from './layer';

/** Flatten: the image's numbers as one vector, row by row, the channels of a pixel together. Nothing moves in memory. */
export const flatten: LayerKind = {
  family: 'structure',
  ...defineKind({
    type: 'flatten',
    label: 'Flatten',
    help: 'Lays an image out as one long vector. Dense layers do so by themselves; the card makes it visible.',
    ja: { label: '平坦化', help: '画像を 1 本の長いベクトルに並べます。全結合層は自動でそうしますが、カードにすると見えます。' },
    formula: 'y[(r·width + c)·channels + k] = x[r, c, k]',
    source: 'ch. 7.4.4',
    settings: z.object({}),
    create: (): Layer => ({
      detail: phrase``,
      linear: 'passes',
      output: 'input',
      readsOutput: false,
      outputShape: (input) => [featuresOf(input)],
      parameters: () => [],
      multiplyAccumulates: () => 0,
      window: () => pointwise,
      operation: () => ({ op: 'flatten' }),
      compile: () => [],
    }),
  }),
};
