import { defineKind } from '../../kind';
import type { LayerKind } from './layer';
import { pool, poolSettings } from './pool';

/** Average pooling: y = the mean of each window, channel by channel; padding counts for nothing. */
export const averagePool: LayerKind = {
  family: 'pooling',
  keySetting: 'window',
  ...defineKind({
    type: 'average-pool',
    label: 'Average pooling',
    help: 'Takes the mean of each small window: a smaller, softer image.',
    ja: { label: '平均プーリング', help: '小さな窓ごとに平均をとります。画像は小さく、滑らかになります。' },
    formula: 'y = mean over the window of x',
    source: 'ch. 7.3.1',
    settings: poolSettings,
    create: (settings) =>
      pool(settings, {
        forward: 'averagePool',
        gradient: 'averagePoolGradient',
        readsOutput: false,
        overInput: () => true,
        takesLargest: false,
        linear: 'passes',
      }),
  }),
};
