/**
 * Affine (dense): every unit sees every input.
 *
 *   forward   y = x·W + b      x [batch, in], W [in, out], b [out] → y [batch, out]
 *   backward  dx = dy·Wᵀ       dW = xᵀ·dy      db = Σ over the batch of dy
 *
 * W is stored in panels of 8 columns, which forward reads directly. backward reads a second copy, Wᵀ in panels, that is
 * refreshed piece by piece as W is updated. How x·W and xᵀ·dy are computed, `affine/`, depends on x: an image of a digit
 * is mostly paper, whose zeros are skipped.
 */
import { z } from 'zod';
import { PANEL_COLUMNS } from '../../kernels/operands';
import { createFrom, defineKind, kindSchema } from '../../kind';
import { phrase } from '../../phrase';
import { initializerKinds } from '../initializers';
import { type Activations, padded } from '../layout';
import { biasDeclaration, type Parameter, panelStorage } from '../parameter';
import { packed, rowsOf } from '../products';
import { featuresOf, imageSides } from '../shape';
import { fullProduct } from './affine/full';
import type { RefreshTransposed } from './affine/product';
import { skippingFits, skippingProduct } from './affine/skipping';
import type { GradientItem, Layer, LayerContext, LayerKind, LayerOperator } from './layer';

const settings = z.object({
  units: z
    .int()
    .min(1)
    .max(8192)
    .default(50)
    .meta({ label: 'Units', step: 1, ja: { label: 'ユニット数' } }),
  weights: kindSchema(initializerKinds)
    .default({ type: 'normal', std: 0.01 })
    .meta({ label: 'Initial weights', kinds: () => initializerKinds }),
});

export const affine: LayerKind = {
  family: 'dense',
  keySetting: 'units',
  ...defineKind({
    type: 'affine',
    label: 'Dense',
    help: 'Every unit sees every input, with a weight for each, and a bias.',
    ja: { label: '全結合', help: 'すべてのユニットがすべての入力を見ます。入力ごとに重みがあり、バイアスもあります。' },
    formula: 'y = x·W + b',
    source: 'ch. 5.6.1',
    settings,
    create: ({ units, weights }): Layer => ({
      detail: phrase`units`,
      linear: 'map',
      resized: (features) => ({ units: features }),
      patterns(input) {
        const image = imageSides(input);
        if (!image) return null;
        const { height, width, channels } = image;
        const at = (unit: number, row: number, column: number, channel: number) =>
          ((row * width + column) * channels + channel) * units + unit;
        return { count: units, height, width, channels, parameter: 'W', at };
      },
      output: 'own',
      readsOutput: false,
      outputShape: () => [units],
      parameters(input) {
        const fans = { fanIn: featuresOf(input), fanOut: units };
        const initializer = createFrom(initializerKinds, weights);
        const shape = [fans.fanIn, units];
        const storage = panelStorage(fans.fanIn, units);
        return [{ name: 'W', shape, storage, initializer, ...fans, trained: true, decays: true }, biasDeclaration('b', units)];
      },
      multiplyAccumulates: (input) => featuresOf(input) * units,
      window: () => null,
      operation: () => ({ op: 'dense' }),
      compile: (context) => [compile(context)],
    }),
  }),
};

function compile(context: LayerContext): LayerOperator {
  const { input, inputGradient, outputGradient, layout, parameters } = context;
  const [weights, bias] = parameters;
  if (!weights || !bias) throw new Error('affine: W and b must be placed before it is compiled');
  const inputs = input.features;
  const units = outputGradient.features;
  const transposed = inputGradient && packed(layout.reserveValues(units * padded(inputs)), units);
  const refreshTransposed: RefreshTransposed = (kernels, panel, from, to) => {
    if (transposed)
      kernels.transposePanel({ source: weights.offset, target: transposed.offset }, { rows: inputs, columns: units }, panel, { from, to });
  };
  const create = skippingFits(context) ? skippingProduct : fullProduct;
  const product = create(context, weights, bias, refreshTransposed);

  return {
    forward: product.forward,
    backward(kernels, { from, to }) {
      if (!inputGradient || !transposed) return;
      const size = { rows: to - from, inner: units, panels: inputGradient.rowStride / PANEL_COLUMNS };
      kernels.multiply(rowsOf(outputGradient, from), transposed, rowsOf(inputGradient, from), size, null);
    },
    gradients: [...product.gradients, biasSum(bias, outputGradient)],
    parametersChanged(kernels) {
      for (let panel = 0; panel * PANEL_COLUMNS < units; panel++) refreshTransposed(kernels, panel, 0, inputs);
    },
  };
}

const biasSum = (bias: Parameter, dy: Activations): GradientItem => ({
  parameter: bias,
  stretches: [{ from: 0, count: bias.storage.count }],
  compute: (kernels, { rows }) => kernels.sumRows(rowsOf(dy, 0), { rows, columns: dy.rowStride }, bias.gradient, false),
});
