import { z } from 'zod';
import { elementAt, floatAt, numberAt } from '../../at';
import { createFrom, type KindSpec } from '../../kind';
import { initializerKinds } from '../../nn/initializers';
import { rowOffset } from '../../nn/layout';
import { initializeParameters } from '../../nn/network';
import { phrase, words } from '../../phrase';
import { inverseNormal } from '../../random/normal';
import { createRandom } from '../../random/threefry';
import { parseRunSpec } from '../../spec/parse-run-spec';
import { buildInferenceProgram } from '../../training/inference-program';
import { soloTeam } from '../../training/team';
import { percent, seedControl } from '../arms';
import { allThere, type Bench, type Claim, defineExperiment, type Progress } from '../experiment';

const SAMPLES = 1000;
const UNITS = 100;
const LAYERS = 5;
const BINS = 30;

const weights: readonly { readonly id: string; readonly label: string; readonly spec: KindSpec }[] = [
  { id: 'one', label: 'σ = 1', spec: { type: 'normal', std: 1 } },
  { id: 'hundredth', label: 'σ = 0.01', spec: { type: 'normal', std: 0.01 } },
  { id: 'xavier', label: 'Xavier', spec: { type: 'xavier', distribution: 'normal', fan: 'in' } },
  { id: 'he', label: 'He', spec: { type: 'he', distribution: 'normal' } },
];

const activations: Record<string, { readonly of: (x: number) => number; readonly low: number }> = {
  sigmoid: { of: (x) => 1 / (1 + Math.exp(-x)), low: 0 },
  relu: { of: (x) => Math.max(0, x), low: 0 },
  tanh: { of: Math.tanh, low: -1 },
};

interface LayerSpread {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  readonly counts: readonly number[];
  /** How many lie outside of [low, high], or overflowed. */
  readonly outside: number;
  readonly mean: number;
  readonly deviation: number;
  /** Share of the numbers within 0.05 of either end of [low, high]. */
  readonly atEnds: number;
}

/** The numbers of a layer, sorted into 30 bins as far as they lie within [low, high]. */
function spreadOf(name: string, values: ArrayLike<number>, low: number, high: number): LayerSpread {
  const counts = new Array<number>(BINS).fill(0);
  let [sum, squares, ends, outside] = [0, 0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const value = elementAt(values, i);
    sum += value;
    squares += value * value;
    if (value < low + 0.05 || value > high - 0.05) ends++;
    if (!(value >= low && value <= high)) outside++;
    else {
      const bin = Math.min(BINS - 1, Math.floor(((value - low) / (high - low)) * BINS));
      counts[bin] = numberAt(counts, bin) + 1;
    }
  }
  const mean = sum / values.length;
  return {
    name,
    low,
    high,
    counts,
    outside,
    mean,
    deviation: Math.sqrt(Math.max(0, squares / values.length - mean ** 2)),
    atEnds: ends / values.length,
  };
}

/** N(0, 1) through five layers of a hundred units, without biases, as the book has it. */
function* bookNetwork(spec: KindSpec, activation: string, seed: number): Generator<Progress<LayerSpread[]>, LayerSpread[]> {
  const { of, low } = activations[activation] ?? { of: Math.tanh, low: -1 };
  const initializer = createFrom(initializerKinds, spec);
  const random = createRandom(seed, 'initialization');
  let x = Float64Array.from({ length: SAMPLES * UNITS }, (_, index) => inverseNormal(random.uniform(LAYERS, index)));
  const found: LayerSpread[] = [];
  for (let layer = 0; layer < LAYERS; layer++) {
    const w = Float64Array.from({ length: UNITS * UNITS }, (_, index) => initializer.draw(random, layer, index, UNITS, UNITS));
    const y = new Float64Array(SAMPLES * UNITS);
    for (let sample = 0; sample < SAMPLES; sample++) {
      for (let input = 0; input < UNITS; input++) {
        const value = floatAt(x, sample * UNITS + input);
        for (let unit = 0; unit < UNITS; unit++) {
          const at = sample * UNITS + unit;
          y[at] = floatAt(y, at) + value * floatAt(w, input * UNITS + unit);
        }
      }
    }
    x = y.map(of);
    found.push(spreadOf(String(layer + 1), x, low, 1));
    yield { share: (layer + 1) / LAYERS };
  }
  return found;
}

/** The first images through a design of the user's own, with its initial values: what comes out of every activation. */
function ownNetwork(design: unknown, seed: number, { dataset, createKernels }: Bench): LayerSpread[] {
  const { network, data } = parseRunSpec(design);
  const spec = { purpose: 'inference', network, scaling: data.scaling, capacity: 128, everyOutput: true } as const;
  const program = buildInferenceProgram(spec);
  const team = soloTeam(createKernels)(program, spec);
  initializeParameters(program.network, team.kernels, seed);
  team.kernels.memory.bytes.set(dataset.training.slice(0, 128).pixels, program.staging);
  team.run('evaluation', { iteration: 0, rows: 128, learningRate: 0 });
  const layers = program.network.layers.flatMap(({ layer, label }, place) => {
    const output = program.network.outputs[place];
    if (!layer.activates || !output) return [];
    const values = Float32Array.from({ length: 128 * output.features }, (_, index) => {
      const row = Math.floor(index / output.features);
      return floatAt(team.kernels.memory.values, rowOffset(output, row) + (index % output.features));
    });
    return [{ name: `${place + 1} ${label}`, values }];
  });
  // One axis for all, so that a layer whose numbers vanish looks like one.
  const every = layers.map(({ values }) => extentOf(values));
  const [low, high] = [Math.min(0, ...every.map((each) => each.low)), Math.max(1e-12, ...every.map((each) => each.high))];
  return layers.map(({ name, values }) => spreadOf(name, values, low, high));
}

/** Of the numbers that have not overflowed. */
function extentOf(values: Float32Array): { readonly low: number; readonly high: number } {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return { low, high };
}

const partsOf = ({ design }: { readonly design?: unknown }) =>
  design ? [{ id: 'own', label: words('Your design') }] : weights.map(({ id, label }) => ({ id, label: words(label) }));

export const activationDistributions = defineExperiment({
  name: 'activations',
  label: 'Activation distributions',
  source: 'ch. 6.2',
  look: [
    'A thousand samples go through five layers; each picture shows how the numbers that come out of one layer are spread.',
    'Sigmoid and tanh pile up at their ends where weights are large, so that gradients vanish; at one place where they are small, so that all units say the same; only a broad spread can learn.',
  ],
  controls: z.object({
    activation: z
      .enum(['sigmoid', 'relu', 'tanh'])
      .default('sigmoid')
      .meta({ label: 'Activation', choices: { sigmoid: 'Sigmoid', relu: 'ReLU', tanh: 'Tanh' } }),
    seed: seedControl,
    design: z.unknown().optional().meta({ label: 'Your design', editor: 'design' }),
  }),
  parts: partsOf,
  *run(part, { activation, seed, design }, bench): Generator<Progress<LayerSpread[]>, LayerSpread[]> {
    if (design) return ownNetwork(design, seed, bench);
    return yield* bookNetwork(weights.find(({ id }) => id === part)?.spec ?? { type: 'he' }, activation, seed);
  },
  figure: (controls, results) => ({
    kind: 'histograms',
    columns: LAYERS,
    panels: partsOf(controls).flatMap(({ id, label }) =>
      (results[id] ?? []).map(({ name, low, high, counts, outside = 0 }) => ({
        title: phrase`${label}, layer ${name}`,
        low,
        high,
        counts,
        outside,
      })),
    ),
  }),
  claim(controls, results) {
    const found = allThere(partsOf(controls), results);
    if (!found) return null;
    if (controls.design) return ownClaim(found[0] ?? []);
    const [one, hundredth, xavier, heValues] = found.map((layers) => layers.at(-1));
    if (!one || !hundredth || !xavier || !heValues) return null;
    if (controls.activation === 'relu') {
      return {
        criterion: words(
          'after five layers of ReLU the numbers are all but gone with σ = 0.01 (deviating by less than 0.001), and deviate by more than 0.3 with He, more than with Xavier',
        ),
        holds: hundredth.deviation < 1e-3 && xavier.deviation < heValues.deviation && heValues.deviation > 0.3,
        text: phrase`after five layers of ReLU the numbers deviate by ${hundredth.deviation.toExponential(1)} with σ = 0.01, by ${xavier.deviation.toFixed(2)} with Xavier and by ${heValues.deviation.toFixed(2)} with He`,
        numbers: { hundredth: hundredth.deviation, xavier: xavier.deviation, he: heValues.deviation },
      };
    }
    return {
      criterion: words(
        'after five layers more than 60 % of the numbers lie at the ends with σ = 1 and less than half as many with Xavier; with σ = 0.01 they deviate by less than 0.05, with Xavier at least twice as much',
      ),
      holds: one.atEnds > 0.6 && hundredth.deviation < 0.05 && xavier.deviation > 2 * hundredth.deviation && xavier.atEnds < one.atEnds / 2,
      text: phrase`after five layers ${percent(one.atEnds)} of the numbers lie at the ends with σ = 1, and ${percent(xavier.atEnds)} with Xavier; with σ = 0.01 they deviate by ${hundredth.deviation.toFixed(3)}, with Xavier by ${xavier.deviation.toFixed(2)}`,
      numbers: { atEndsOne: one.atEnds, atEndsXavier: xavier.atEnds, hundredth: hundredth.deviation, xavier: xavier.deviation },
    };
  },
});

/** How much less or more than in its first layer with an activation the numbers of a design may deviate in the others. */
const KEPT = 20;

/** A design's numbers neither vanish nor explode on their way. */
function ownClaim(layers: readonly LayerSpread[]): Claim | null {
  const [first] = layers;
  if (!first) return null;
  const [least, most] = [Math.min(...layers.map((each) => each.deviation)), Math.max(...layers.map((each) => each.deviation))];
  return {
    criterion: phrase`in every layer with an activation the numbers deviate at least a ${KEPT}th and at most ${KEPT} times as much as in the first`,
    holds: least >= first.deviation / KEPT && most <= first.deviation * KEPT && most > 0,
    text: phrase`in the first of ${layers.length} layers with an activation the numbers deviate by ${first.deviation.toPrecision(2)}, in the others by ${least.toPrecision(2)} to ${most.toPrecision(2)}`,
    numbers: { first: first.deviation, least, most },
  };
}
