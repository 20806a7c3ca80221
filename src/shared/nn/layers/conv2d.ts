/**
 * Convolution of images, channels last.
 *
 *   forward   y[r, c, f] = b[f] + Σ over (i, j, k) of x[r·s + i − top, c·s + j − left, k]·W[f, k, i, j]
 *             x [height, width, in], W [filters, in, kernel, kernel], b [filters] → y [rows, columns, filters]
 *   backward  dx[r·s + i − top, c·s + j − left, k] += Σ over f of W[f, k, i, j]·dy[r, c, f]
 *             dW[f, k, i, j] = Σ over r, c of x[r·s + i − top, c·s + j − left, k]·dy[r, c, f]      db[f] = Σ over r, c of dy[r, c, f]
 *
 * Two algorithms compute it, `convolution/`: patches as rows of a matrix for any window, Winograd's for 3×3 at stride 1.
 * Weight gradients are summed within each shard; the shards' sums are added in their order when the weights are updated.
 */
import { z } from 'zod';
import { PANEL_COLUMNS } from '../../kernels/operands';
import { createFrom, defineKind, kindSchema } from '../../kind';
import { phrase } from '../../phrase';
import { initializerKinds } from '../initializers';
import { biasDeclaration, filterStorage, type Parameter } from '../parameter';
import { imageSides, type Shape } from '../shape';
import type { ConvolutionAlgorithm } from './convolution/algorithm';
import { columnsConvolution } from './convolution/columns';
import { winogradConvolution, winogradFits } from './convolution/winograd';
import type { GradientItem, Layer, LayerContext, LayerKind, LayerOperator } from './layer';
import { paddingSetting, paddingText, sideSetting, strideSetting, type WindowGeometry, windowGeometry } from './window';

const settings = z.object({
  filters: z
    .int()
    .min(1)
    .max(1024)
    .default(16)
    .meta({ label: 'Filters', help: 'Channels of the output', step: 1, ja: { label: 'フィルタ数', help: '出力のチャンネル数' } }),
  kernel: sideSetting(3, 'Side of the square window each filter looks through').meta({
    label: 'Kernel',
    unit: 'pixels',
    ja: { label: 'カーネル' },
  }),
  stride: strideSetting(1),
  padding: paddingSetting('same'),
  weights: kindSchema(initializerKinds)
    .default({ type: 'he', distribution: 'normal' })
    .meta({ label: 'Initial weights', kinds: () => initializerKinds }),
});

export const conv2d: LayerKind = {
  family: 'convolution',
  keySetting: 'filters',
  ...defineKind({
    type: 'conv2d',
    label: 'Convolution',
    help: 'Slides small filters over the image: the same weights look for the same thing everywhere.',
    ja: { label: '畳み込み', help: '小さなフィルタを画像の上で動かします。同じ重みがどこでも同じものを探します。' },
    formula: 'y[r, c, f] = b[f] + Σ x[r + i, c + j, k]·W[f, k, i, j]',
    source: 'ch. 7.2',
    settings,
    create: ({ filters, kernel, stride, padding, weights }): Layer => {
      const geometryOf = (input: Shape) => windowGeometry(input, kernel, stride, padding, 'kernel');
      return {
        detail: phrase`filters ${kernel}×${kernel}, ${stride === 1 ? paddingText(padding) : phrase`${paddingText(padding)}, stride ${stride}`}`,
        linear: 'map',
        output: 'own',
        readsOutput: false,
        outputShape(input) {
          const { outputHeight, outputWidth } = geometryOf(input);
          return [outputHeight, outputWidth, filters];
        },
        parameters(input) {
          const { channels } = geometryOf(input);
          const fans = { fanIn: channels * kernel * kernel, fanOut: filters * kernel * kernel };
          const shape = [filters, channels, kernel, kernel];
          const storage = filterStorage(filters, channels, kernel, kernel);
          const initializer = createFrom(initializerKinds, weights);
          return [{ name: 'W', shape, storage, initializer, ...fans, trained: true, decays: true }, biasDeclaration('b', filters)];
        },
        multiplyAccumulates(input) {
          const { channels, outputHeight, outputWidth } = geometryOf(input);
          return outputHeight * outputWidth * filters * channels * kernel * kernel;
        },
        window: () => ({ size: kernel, stride }),
        operation: (input) => ({ op: 'convolution', geometry: geometryOf(input) }),
        patterns(input) {
          const channels = imageSides(input)?.channels ?? 1;
          return {
            count: filters,
            height: kernel,
            width: kernel,
            channels,
            parameter: 'W',
            at: (filter, row, column, channel) => ((filter * channels + channel) * kernel + row) * kernel + column,
          };
        },
        compile: (context) => [compile(context, geometryOf(context.inputShape), filters)],
      };
    },
  }),
};

function compile(context: LayerContext, geometry: WindowGeometry, filters: number): LayerOperator {
  const [weights, bias] = context.parameters;
  if (!weights || !bias) throw new Error('conv2d: W and b must be placed before it is compiled');
  const create = winogradFits(geometry, filters) ? winogradConvolution : columnsConvolution;
  const algorithm = create(context, geometry, weights, bias);
  const panels = Math.ceil(filters / PANEL_COLUMNS);
  const parametersChanged: LayerOperator['parametersChanged'] = (kernels) => {
    for (let panel = 0; panel < panels; panel++) algorithm.panelChanged(kernels, panel);
  };
  if (!context.training) return { forward: algorithm.forward, backward: () => undefined, gradients: [], parametersChanged };

  const { layout, shards } = context;
  const weightSums = layout.reserveValues(shards * weights.storage.count);
  const biasSums = layout.reserveValues(shards * bias.storage.count);
  return {
    forward: algorithm.forward,
    backward(kernels, shard) {
      const { index } = shard;
      algorithm.backward(kernels, shard, weightSums + index * weights.storage.count, biasSums + index * bias.storage.count);
    },
    gradients: [...panelItems(weights, weightSums, panels, algorithm), shardSum(bias, biasSums, 0, bias.storage.count)],
    parametersChanged,
  };
}

const panelItems = (weights: Parameter, sums: number, panels: number, algorithm: ConvolutionAlgorithm): GradientItem[] =>
  Array.from({ length: panels }, (_, panel) => {
    const count = weights.storage.count / panels;
    return { ...shardSum(weights, sums, panel * count, count), updated: (kernels) => algorithm.panelChanged(kernels, panel) };
  });

/** The shards' sums of a stretch of a parameter's gradient, added up in their order. */
const shardSum = (parameter: Parameter, sums: number, from: number, count: number): GradientItem => ({
  parameter,
  stretches: [{ from, count }],
  compute(kernels, { shards }) {
    const parts = { offset: sums + from, stride: parameter.storage.count };
    kernels.sumRows(parts, { rows: shards, columns: count }, parameter.gradient + from, false);
  },
});
