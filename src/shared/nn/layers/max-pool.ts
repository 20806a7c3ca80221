import { PANEL_COLUMNS } from '../../kernels/operands';
import { defineKind } from '../../kind';
import type { LayerKind } from './layer';
import { pool, poolSettings } from './pool';
import type { WindowGeometry } from './window';

/** Whether windows of 2×2 cover each place once, by whole panels. */
const coversOnce = ({ windowHeight, windowWidth, stride, padding, height, width, channels, outputHeight, outputWidth }: WindowGeometry) =>
  windowHeight === 2 &&
  windowWidth === 2 &&
  stride === 2 &&
  padding.top === 0 &&
  padding.left === 0 &&
  height === 2 * outputHeight &&
  width === 2 * outputWidth &&
  channels % PANEL_COLUMNS === 0;

/** Max pooling: y = the largest x of each window, channel by channel; its gradient goes to the first place that has it. */
export const maxPool: LayerKind = {
  family: 'pooling',
  keySetting: 'window',
  ...defineKind({
    type: 'max-pool',
    label: 'Max pooling',
    help: 'Keeps the strongest answer of each small window: a smaller image that minds small shifts less.',
    ja: { label: '最大プーリング', help: '小さな窓ごとに最も強い反応だけを残します。画像は小さくなり、わずかなずれに強くなります。' },
    formula: 'y = max over the window of x',
    source: 'ch. 7.3.1',
    settings: poolSettings,
    create: (settings) =>
      pool(settings, {
        forward: 'maxPool',
        gradient: 'maxPoolGradient',
        readsOutput: true,
        overInput: coversOnce,
        takesLargest: true,
      }),
  }),
};
