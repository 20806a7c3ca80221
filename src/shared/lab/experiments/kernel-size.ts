import { z } from 'zod';
import { elementAt, exactly } from '../../at';
import type { KindSpec } from '../../kind';
import { describeNetwork, parameterCount, receptiveFields } from '../../nn/description';
import { phrase, words } from '../../phrase';
import { parseRunSpec } from '../../spec/parse-run-spec';
import { SPEC_VERSION } from '../../spec/run-spec';
import { armSpec, defineTrainings, he, percent, seedControl } from '../arms';
import { type Arm, allThere } from '../experiment';

const FILTERS = 16;
/** Two standard errors of the difference of two accuracies around 97 % on 10,000 images: 2 · √(2 · 0.97 · 0.03 / 10,000). */
const TOLERANCE = 0.005;
const conv = (kernel: number): KindSpec[] => [{ type: 'conv2d', filters: FILTERS, kernel, weights: he }, { type: 'relu' }];

const arms = [
  { id: 'five', label: words('one 5×5'), layers: conv(5) },
  { id: 'twice three', label: words('two 3×3'), layers: [...conv(3), ...conv(3)] },
  { id: 'seven', label: words('one 7×7'), layers: conv(7) },
  { id: 'thrice three', label: words('three 3×3'), layers: [...conv(3), ...conv(3), ...conv(3)] },
];

/** A first layer that makes channels of the image, then the layers to be compared, on half as many pixels. */
const networkOf = (layers: readonly KindSpec[]) => ({
  layers: [...conv(3), { type: 'max-pool' }, ...layers, { type: 'max-pool' }, { type: 'affine', units: 10, weights: he }],
});

/** What is compared: weights of the layers alone, and how far one of their numbers sees in their own input. */
function measureOf(layers: readonly KindSpec[]) {
  const described = describeNetwork({
    input: [14, 14, FILTERS],
    layers: parseRunSpec({ version: SPEC_VERSION, name: 'x', network: networkOf(layers) }).network.layers.slice(3, 3 + layers.length),
  });
  const biases = described.filter(({ parameters }) => parameters.length > 0).length * FILTERS;
  return { weights: parameterCount(described) - biases, seen: receptiveFields(described).at(-1) ?? 0 };
}

export const kernelSize = defineTrainings({
  name: 'kernel-size',
  label: '3×3 or 5×5',
  source: 'ch. 8.1.4',
  look: [
    'One large kernel against several small ones that see just as far, with as many channels.',
    'Small kernels take fewer weights for the same view, bend more often, and recognise about as well.',
  ],
  controls: z.object({
    images: z.int().min(1000).max(60_000).default(10_000).meta({ label: 'Training images', step: 5000 }),
    epochs: z.int().min(1).max(20).default(3).meta({ label: 'Epochs', step: 1 }),
    seed: seedControl,
  }),
  parts: () => arms,
  arm: (part, { images, epochs, seed }): Arm => ({
    spec: armSpec({
      seed,
      data: { limit: images },
      network: networkOf(arms.find(({ id }) => id === part)?.layers ?? []),
      optimizer: { type: 'adam', learningRate: 0.002 },
      schedule: { type: 'one-cycle' },
      training: { batchSize: 50, duration: { unit: 'epochs', count: epochs } },
    }),
    heldBack: 10_000,
  }),
  figure: (_controls, results) => ({
    kind: 'table',
    heads: [words('Layers'), words('Sees, pixels a side'), words('Weights'), words('Accuracy, %')],
    rows: arms.map(({ id, label, layers }) => {
      const { weights, seen } = measureOf(layers);
      const accuracy = results[id]?.curve.at(-1)?.validationAccuracy;
      return { cells: [label, seen, weights, accuracy === undefined ? words('–') : Number((accuracy * 100).toFixed(2))] };
    }),
  }),
  claim(_controls, results) {
    const found = allThere(arms, results);
    if (!found) return null;
    const [five, twice, seven, thrice] = exactly(
      4,
      found.map(({ curve }) => curve.at(-1)?.validationAccuracy ?? 0), // one that failed at once has none
    );
    const measured = (place: number) => measureOf(elementAt(arms, place).layers);
    const [m5, m33, m7, m333] = [measured(0), measured(1), measured(2), measured(3)];
    const sees = m5.seen === m33.seen && m7.seen === m333.seen;
    const fewer = m33.weights * 25 === m5.weights * 18 && m333.weights * 49 === m7.weights * 27;
    const asWell = twice > five - TOLERANCE && thrice > seven - TOLERANCE && found.every(({ end }) => end === 'done');
    return {
      criterion: phrase`stacked 3×3 see as far as one large kernel with 18 instead of 25 and 27 instead of 49 weights a pair of channels, and read at most ${TOLERANCE * 100} points fewer of the images, two standard errors of the difference`,
      holds: sees && fewer && asWell,
      text: phrase`two 3×3 see ${m33.seen}×${m33.seen} pixels as one 5×5 does and read ${percent(twice)} instead of ${percent(five)}; three see ${m333.seen}×${m333.seen} as one 7×7 does and read ${percent(thrice)} instead of ${percent(seven)}`,
      numbers: { five, twice, seven, thrice },
    };
  },
});
