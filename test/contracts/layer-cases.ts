/**
 * Every layer in every way it can be set, each with a stack it stands in: before it something that learns, so that what
 * it passes back is seen, after it a dense layer of the classes. Activations are cases by being listed; another kind that is
 * in no case fails the tests.
 */
import type { KindSpec } from '@shared/kind';
import { layerKinds } from '@shared/nn/layers';
import type { Shape } from '@shared/nn/shape';
import { dense, NOISE_CLASSES, type NoiseCase } from '../support/networks';

export interface LayerCase extends NoiseCase {
  readonly name: string;
  readonly type: string;
}

const conv = (filters: number, settings: object = {}): KindSpec => ({
  type: 'conv2d',
  filters,
  weights: { type: 'normal', std: 0.5 },
  ...settings,
});

function onVectors(type: string, settings: object = {}): LayerCase[] {
  return [
    [1, 1],
    [3, 7],
    [7, 3],
    [13, 40],
  ].map(([features = 1, batch = 1]) => ({
    name: `${type} of ${features} numbers, batch of ${batch}`,
    type,
    input: [features, 1, 1],
    layers: [dense(features), { type, ...settings }, dense(NOISE_CLASSES)],
    batch,
  }));
}

function onImages(name: string, shape: Shape, layer: KindSpec, batch: number, before: readonly KindSpec[] = []): LayerCase {
  const text = `${name} on ${shape.join('×')}, batch of ${batch}`;
  return { name: text, type: layer.type, input: shape, layers: [...before, layer, dense(NOISE_CLASSES)], batch };
}

const activations = layerKinds.filter(({ family }) => family === 'activation').map(({ type }) => type);

const thin = [conv(3, { kernel: 1 })];
const wide = [conv(8, { kernel: 1 })];

export const layerCases: readonly LayerCase[] = [
  ...onVectors('affine', { units: 5, weights: { type: 'normal', std: 0.7 } }),
  ...[
    [7, 5, 3],
    [13, 40, 8],
    [130, 70, 60],
  ].map(([features = 1, batch = 1, units = 1]) => ({
    name: `affine of ${features} numbers, mostly 0, to ${units}, batch of ${batch}`,
    type: 'affine',
    input: [features, 1, 1] as const,
    layers: [dense(units), dense(NOISE_CLASSES)],
    batch,
    mostlyZero: true,
  })),
  ...[...activations, 'batch-norm', 'dropout', 'flatten'].flatMap((type) => onVectors(type)),
  onImages('patches, first layer', [5, 7, 1], conv(3), 2),
  onImages('patches', [5, 7, 1], conv(3), 3, thin),
  onImages('patches, valid', [7, 7, 2], conv(7, { padding: 'valid' }), 1, thin),
  onImages('patches, stride 2', [7, 5, 1], conv(4, { stride: 2, kernel: 5 }), 2, thin),
  onImages('patches, uneven padding', [3, 3, 1], conv(2, { padding: { top: 2, right: 0, bottom: 1, left: 3 } }), 2, thin),
  onImages('patches, 1×1', [3, 3, 3], conv(13, { kernel: 1 }), 2, thin),
  onImages('Winograd', [5, 7, 1], conv(8), 2, wide),
  onImages('Winograd, first layer', [4, 4, 8], conv(8), 1),
  onImages('Winograd, padding 2', [6, 6, 1], conv(16, { padding: 2 }), 3, wide),
  onImages('Winograd, padding beyond a tile', [3, 2, 1], conv(8, { padding: 6 }), 1, wide),
  onImages('Winograd, valid', [7, 3, 1], conv(8, { padding: 'valid' }), 1, wide),
  ...['max-pool', 'average-pool'].flatMap((type) => [
    onImages(type, [7, 5, 1], { type }, 2, thin),
    onImages(`${type}, overlapping`, [7, 7, 1], { type, window: 3, stride: 2, padding: 1 }, 3, thin),
    onImages(`${type}, same`, [5, 3, 1], { type, window: 2, stride: 2, padding: 'same' }, 1, wide),
    // Its gradient may lie over its input where windows cover each place once; so they do not with padding before.
    onImages(`${type}, each place once`, [6, 4, 1], { type }, 3, wide),
    onImages(`${type}, padding above`, [6, 4, 1], { type, padding: { top: 1, right: 0, bottom: 0, left: 0 } }, 2, wide),
    onImages(`${type}, padding to the left`, [4, 6, 1], { type, padding: { top: 0, right: 0, bottom: 0, left: 1 } }, 2, wide),
  ]),
  onImages('global-average-pool', [5, 3, 1], { type: 'global-average-pool' }, 3, thin),
  onImages('batch-norm', [5, 3, 1], { type: 'batch-norm' }, 3, thin),
  onImages('batch-norm, two shards', [2, 2, 1], { type: 'batch-norm' }, 40, wide),
  onImages('batch-norm, first layer', [3, 3, 2], { type: 'batch-norm' }, 7),
  onImages('dropout', [3, 3, 1], { type: 'dropout', ratio: 0.3 }, 3, wide),
  onImages('flatten', [3, 3, 1], { type: 'flatten' }, 2, thin),
  onImages('residual', [5, 3, 1], { type: 'residual', layers: [conv(3), { type: 'relu' }, conv(3)] }, 2, thin),
  onImages('residual, relu first', [4, 4, 1], { type: 'residual', layers: [{ type: 'relu' }, conv(8), { type: 'relu' }] }, 2, wide),
  onImages(
    'residual with batch-norm and projection',
    [7, 5, 1],
    { type: 'residual', projection: true, layers: [conv(8, { stride: 2 }), { type: 'batch-norm' }, { type: 'tanh' }, conv(8)] },
    3,
    thin,
  ),
  onImages(
    'residual of a residual',
    [3, 3, 1],
    { type: 'residual', layers: [{ type: 'residual', layers: [conv(3)] }, { type: 'elu' }] },
    2,
    thin,
  ),
  onImages(
    'parallel, one branch empty',
    [5, 3, 2],
    {
      type: 'parallel',
      branches: [[conv(3)], [], [{ type: 'max-pool', window: 3, stride: 1, padding: 'same' }, conv(5, { kernel: 1 })]],
    },
    2,
    thin,
  ),
  onImages(
    'parallel with batch-norm, to half the size',
    [6, 4, 1],
    {
      type: 'parallel',
      branches: [
        [conv(8, { stride: 2 }), { type: 'batch-norm' }, { type: 'tanh' }],
        [{ type: 'average-pool' }],
        [{ type: 'relu' }, conv(4, { stride: 2 })],
      ],
    },
    3,
    wide,
  ),
  onImages(
    'parallel in a residual',
    [3, 3, 1],
    { type: 'residual', projection: true, layers: [{ type: 'parallel', branches: [[conv(3)], [conv(2), { type: 'elu' }]] }] },
    2,
    thin,
  ),
  ...onVectors('parallel', { branches: [[dense(7), { type: 'tanh' }], [], [dense(3)]] }),
  ...onVectors('residual', { projection: true, layers: [dense(7), { type: 'batch-norm' }, { type: 'tanh' }] }),
];
