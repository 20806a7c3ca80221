/** Networks for formats: every layer, windows of every shape, parameters and running statistics that are no round numbers. */

import { describeNetwork } from '@shared/nn/description';
import { layerKinds } from '@shared/nn/layers';
import { elementCount, type NamedTensor, parameterName } from '@shared/nn/parameter';
import { stackParameters } from '@shared/nn/stack';
import { inverseNormal } from '@shared/random/normal';
import { createRandom } from '@shared/random/threefry';
import { parseRunSpec } from '@shared/spec/parse-run-spec';
import { presetSpec, presets } from '@shared/spec/presets';
import type { RunSpec } from '@shared/spec/run-spec';

const conv = (filters: number, settings: object = {}) => ({ type: 'conv2d', filters, ...settings });
const sides = (top: number, right: number, bottom: number, left: number) => ({ top, right, bottom, left });

const spec = (name: string, scaling: string, layers: object[]) =>
  parseRunSpec({ version: 2, name, data: { scaling }, network: { layers } });

/** Everything that an image can go through; flattened with several channels, on which normalisation and an activation follow. */
const images = spec('Images “of all kinds”', 'standardise', [
  conv(5, { kernel: 5, padding: sides(3, 0, 1, 2) }),
  { type: 'batch-norm', epsilon: 0.001 },
  { type: 'leaky-relu', slope: 0.1 },
  { type: 'max-pool', window: 3, stride: 2, padding: sides(0, 1, 1, 0) },
  { type: 'residual', layers: [conv(7, { stride: 2 }), { type: 'batch-norm' }, { type: 'elu', alpha: 0.7 }, conv(7)], projection: true },
  { type: 'gelu' },
  { type: 'residual', layers: [conv(7), { type: 'silu' }, { type: 'residual', layers: [{ type: 'tanh' }, conv(7, { kernel: 1 })] }] },
  { type: 'average-pool', window: 3, stride: 2, padding: sides(1, 0, 0, 1) },
  { type: 'flatten' },
  { type: 'batch-norm' },
  { type: 'relu' },
  { type: 'dropout', ratio: 0.3 },
  { type: 'affine', units: 12 },
  { type: 'sigmoid' },
  { type: 'affine', units: 10 },
]);

const vectors = spec('Vectors', 'unit', [
  { type: 'affine', units: 20 },
  { type: 'batch-norm' },
  { type: 'tanh' },
  { type: 'residual', layers: [{ type: 'affine', units: 20 }, { type: 'relu' }] },
  { type: 'residual', layers: [{ type: 'affine', units: 14 }, { type: 'silu' }], projection: true },
  { type: 'affine', units: 10 },
]);

/** Branches of images and of vectors, one of them empty, one within another block. */
const branched = spec('Branched', 'unit', [
  conv(5),
  {
    type: 'parallel',
    branches: [
      [conv(6, { kernel: 1 }), { type: 'relu' }],
      [{ type: 'max-pool', window: 3, stride: 1, padding: 'same' }, conv(3), { type: 'batch-norm' }],
      [],
    ],
  },
  { type: 'relu' },
  { type: 'max-pool' },
  { type: 'residual', projection: true, layers: [{ type: 'parallel', branches: [[conv(4)], [conv(3), { type: 'gelu' }]] }] },
  { type: 'average-pool' },
  { type: 'affine', units: 12 },
  { type: 'parallel', branches: [[{ type: 'affine', units: 7 }, { type: 'tanh' }], []] },
  { type: 'affine', units: 10 },
]);

/** Dense layers alone, which do not fit one after another. */
const projected = spec('Projected', 'unit', [
  { type: 'affine', units: 20 },
  { type: 'residual', layers: [{ type: 'affine', units: 14 }], projection: true },
  { type: 'affine', units: 10 },
]);

const averaged = spec('Averaged', 'unit', [
  conv(6, { stride: 2, padding: 2 }),
  { type: 'relu' },
  { type: 'average-pool' },
  conv(8),
  { type: 'global-average-pool' },
  { type: 'affine', units: 10 },
]);

/** Every activation that there is, one after another. */
const activations = spec('Activations', 'unit', [
  ...layerKinds.filter(({ family }) => family === 'activation').flatMap(({ type }) => [{ type: 'affine', units: 16 }, { type }]),
  { type: 'affine', units: 10 },
]);

export interface Trained {
  readonly spec: RunSpec;
  readonly tensors: readonly NamedTensor[];
}

/** As if it were trained: all parameters drawn, variances positive. */
export function drawn(of: RunSpec, seed = 1): Trained {
  const random = createRandom(seed, 'initialization');
  const tensors = stackParameters(describeNetwork(of.network)).map((declaration, tensor): NamedTensor => {
    const { name, shape, fanIn, group = 0 } = declaration;
    const normal = (index: number) => inverseNormal(random.uniform(tensor, index));
    const value = (index: number) => {
      if (name === 'W') return normal(index) / Math.sqrt(fanIn);
      if (name === 'variance') return 0.5 + random.uniform(tensor, index);
      return (name === 'gamma' ? 1 : 0) + 0.2 * normal(index);
    };
    return {
      name: parameterName({ name, ordinal: group + 1 }),
      shape,
      values: Float32Array.from({ length: elementCount(shape) }, (_, index) => value(index)),
    };
  });
  return { spec: of, tensors };
}

export const zoo: readonly Trained[] = [
  ...[images, vectors, branched, projected, averaged, activations].map((each) => drawn(each)),
  ...presets.map(({ name }) => drawn(presetSpec(name))),
];
