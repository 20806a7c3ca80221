/** Augmentation as training sees it. */
import { augmentationKinds } from '@shared/data/batches/augmentation';
import { engine } from '@shared/kernels/engines';
import { createReferenceKernels } from '@shared/kernels/reference';
import { findKind, type KindSpec } from '@shared/kind';
import { Layout } from '@shared/nn/layout';
import { parseRunSpec } from '@shared/spec/parse-run-spec';
import { loadImage } from '@shared/training/augment';
import { createClassifier } from '@shared/training/classifier';
import { complete } from '@shared/training/evaluation';
import { TrainingSession } from '@shared/training/session';
import { soloTeam } from '@shared/training/team';
import { describe, expect, it } from 'vitest';
import { realMnist } from '../../../support/digits';

const SIZE = 28 * 28;
const COUNT = 40;

/** The images of a batch, at an iteration, as inputs of the network. */
function loaded(augmentation: readonly KindSpec[], { iteration = 1, seed = 1, create = engine.create, rows = COUNT } = {}) {
  const layout = new Layout();
  const load = loadImage({ augmentation, height: 28, width: 28, channels: 1, scaling: 'unit', seed }, layout);
  const { scratch } = layout.size();
  const kernels = create({ values: COUNT * SIZE, scratch, bytes: COUNT * SIZE });
  kernels.memory.bytes.set(images);
  for (let row = 0; row < rows; row++) load(kernels, row * SIZE, row * SIZE, iteration, row);
  return Float32Array.from(kernels.memory.values.subarray(0, COUNT * SIZE));
}

const images = realMnist().test.slice(0, COUNT).pixels;
const usual = (type: string, settings: object = {}): KindSpec => ({
  type,
  ...findKind(augmentationKinds, type).settings.parse({ probability: 1, ...settings }),
});
const distance = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] ?? 0)), 0);
const plain = loaded([]);

describe.each(augmentationKinds.map(({ type }) => type))('%s', (type) => {
  it('does the same on the reference kernels', () => {
    const [simd, reference] = [engine.create, createReferenceKernels].map((create) => loaded([usual(type)], { create, rows: 8 }));
    expect(distance(simd as Float32Array, reference as Float32Array) / (8 * SIZE)).toBeLessThan(1e-5);
  });

  it('does nothing within a range of 0, and not to images it is not to change', () => {
    const still = loaded([usual(type, { range: 0 })]);
    expect(distance(still, plain) / plain.length).toBeLessThan(1e-6);
    expect(loaded([usual(type, { probability: 0 })])).toEqual(plain);
  });

  it('is a function of seed, iteration and row', () => {
    expect(loaded([usual(type)])).toEqual(loaded([usual(type)]));
    expect(distance(loaded([usual(type)]), loaded([usual(type)], { iteration: 2 }))).toBeGreaterThan(1);
    expect(distance(loaded([usual(type)]), loaded([usual(type)], { seed: 2 }))).toBeGreaterThan(1);
  });

  it('changes about the share of the images that it is to', () => {
    const half = loaded([usual(type, { probability: 0.5 })]);
    const changed = Array.from({ length: COUNT }, (_, row) => {
      const [from, to] = [row * SIZE, (row + 1) * SIZE];
      return distance(half.subarray(from, to), plain.subarray(from, to)) > 0;
    }).filter(Boolean).length;
    expect(Math.abs(changed - COUNT / 2)).toBeLessThan(5 * Math.sqrt(COUNT / 4)); // five standard deviations
  });

  it('gives ink between none and full', () => {
    const values = loaded([usual(type)]);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThanOrEqual(1);
  });
});

describe('an image in colour', () => {
  /** The one channel thrice, its pixels together, or channels of their own. */
  function colours(type: string, valueAt: (channel: number, pixel: number) => number): Float32Array[] {
    const layout = new Layout();
    const load = loadImage({ augmentation: [usual(type)], height: 28, width: 28, channels: 3, scaling: 'unit', seed: 1 }, layout);
    const { scratch } = layout.size();
    const kernels = engine.create({ values: 3 * SIZE, scratch, bytes: 3 * SIZE });
    kernels.memory.bytes.set(Uint8Array.from({ length: 3 * SIZE }, (_, at) => valueAt(at % 3, Math.floor(at / 3))));
    load(kernels, 0, 0, 1, 0);
    const { values } = kernels.memory;
    return [0, 1, 2].map((channel) => Float32Array.from({ length: SIZE }, (_, pixel) => values[3 * pixel + channel] ?? Number.NaN));
  }

  it.each(augmentationKinds.map(({ type }) => type))('is changed by %s in all channels alike, each as a grey one', (type) => {
    const grey = loaded([usual(type)], { rows: 1 }).subarray(0, SIZE);
    for (const channel of colours(type, (_, pixel) => images[pixel] ?? 0)) expect(channel).toEqual(grey);
    const [red, green, blue] = colours(type, (channel, pixel) => (channel === 1 ? (images[pixel] ?? 0) : 0));
    expect(green).toEqual(grey);
    expect(blue).toEqual(red);
  });
});

describe('shift', () => {
  it('moves the centre of mass by up to its range, and on average by nothing', () => {
    const moved = loaded([usual('shift', { range: 2 })]);
    const by = Array.from({ length: COUNT }, (_, row) => centreOf(moved, row) - centreOf(plain, row));
    expect(Math.max(...by.map(Math.abs))).toBeLessThan(2.05);
    expect(Math.max(...by.map(Math.abs))).toBeGreaterThan(1);
    expect(Math.abs(by.reduce((sum, each) => sum + each, 0) / COUNT)).toBeLessThan(5 * (2 / Math.sqrt(3 * COUNT)));
  });
});

describe('rotation', () => {
  it('keeps the ink there is', () => {
    const turned = loaded([usual('rotation', { range: 180 })], { rows: 1 });
    const mass = (values: Float32Array) => values.subarray(0, SIZE).reduce((sum, value) => sum + value, 0);
    expect(mass(turned) / mass(plain)).toBeCloseTo(1, 1);
  });
});

describe('what is drawn lies within the range, and reaches its ends', () => {
  const DRAWS = 400;
  /** Of one picture, changed so many times: each by itself. */
  function draws(augmentation: KindSpec, inkAt: (x: number, y: number) => number): Float32Array[] {
    const layout = new Layout();
    const load = loadImage({ augmentation: [augmentation], height: 28, width: 28, channels: 1, scaling: 'unit', seed: 1 }, layout);
    const { scratch } = layout.size();
    const kernels = engine.create({ values: SIZE, scratch, bytes: SIZE });
    kernels.memory.bytes.set(Uint8Array.from({ length: SIZE }, (_, i) => 255 * inkAt((i % 28) - 13.5, Math.floor(i / 28) - 13.5)));
    return Array.from({ length: DRAWS }, (_, row) => {
      load(kernels, 0, 0, 1, row);
      return Float32Array.from(kernels.memory.values.subarray(0, SIZE));
    });
  }
  /** A bar, upright in the middle, 4 wide and 16 high. */
  const bar = (x: number, y: number) => Number(Math.abs(x) < 2 && Math.abs(y) < 8);

  /** Second moments of the ink about its centre, in pixels². */
  function moments(values: Float32Array) {
    const sum = (of: (x: number, y: number) => number) => values.reduce((total, ink, i) => total + ink * of(i % 28, Math.floor(i / 28)), 0);
    const mass = sum(() => 1);
    const [cx, cy] = [sum((x) => x) / mass, sum((_, y) => y) / mass];
    const of = (power: (dx: number, dy: number) => number) => sum((x, y) => power(x - cx, y - cy)) / mass;
    return { xx: of((dx) => dx * dx), yy: of((_, dy) => dy * dy), xy: of((dx, dy) => dx * dy), mass };
  }
  const degrees = (radians: number) => (radians * 180) / Math.PI;
  const expectRange = (found: readonly number[], [low, high]: readonly [number, number], slack: number) => {
    const [least, most] = [Math.min(...found), Math.max(...found)];
    const reach = (high - low) * 0.05;
    expect(least).toBeGreaterThan(low - slack);
    expect(least).toBeLessThan(low + reach);
    expect(most).toBeLessThan(high + slack);
    expect(most).toBeGreaterThan(high - reach);
    const middle = found.reduce((sum, each) => sum + each, 0) / found.length;
    expect(Math.abs(middle - (low + high) / 2)).toBeLessThan(5 * ((high - low) / Math.sqrt(12 * found.length)) + slack); // five standard errors
  };

  it('of rotation: the bar leans by so many degrees', () => {
    const leans = draws(usual('rotation', { range: 30 }), bar).map((values) => {
      const { xx, yy, xy } = moments(values);
      return degrees(0.5 * Math.atan2(2 * xy, yy - xx));
    });
    expectRange(leans, [-30, 30], 0.5);
  });

  it('of shear: its rows are pushed aside by so many degrees', () => {
    const slopes = draws(usual('shear', { range: 20 }), bar).map((values) => {
      const { yy, xy } = moments(values);
      return degrees(Math.atan(xy / yy));
    });
    expectRange(slopes, [-20, 20], 0.5);
  });

  it('of scale: it is so much larger or smaller', () => {
    const usualHeight = Math.sqrt(moments(draws(usual('rotation', { range: 0 }), bar)[0] as Float32Array).yy);
    const sizes = draws(usual('scale', { range: 0.2, stretch: 0 }), bar).map((values) => Math.sqrt(moments(values).yy) / usualHeight);
    expectRange(sizes, [0.8, 1.2], 0.02);
  });

  it('of noise: a grey page gets a spread of up to so much', () => {
    const spreads = draws(usual('noise', { range: 0.1 }), () => 128 / 255).map((values) => {
      const mean = values.reduce((sum, value) => sum + value, 0) / SIZE;
      return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / SIZE);
    });
    expectRange(spreads, [0, 0.1], 0.01);
  });

  it('of erasing: a full page loses a rectangle of up to so much of each side', () => {
    const lost = draws(usual('erasing', { range: 0.5 }), () => 1).map((values) => values.filter((value) => value < 0.5).length / SIZE);
    expect(Math.max(...lost)).toBeLessThanOrEqual(0.25);
    // Two sides of 0 … ½, evenly: a sixteenth on average, √(1/144 − 1/256) of spread.
    const mean = lost.reduce((sum, each) => sum + each, 0) / DRAWS;
    expect(Math.abs(mean - 1 / 16)).toBeLessThan((5 * Math.sqrt(1 / 144 - 1 / 256)) / Math.sqrt(DRAWS));
  });
});

describe('several kinds', () => {
  it('act in the order of the list, whatever the order in which they are given', () => {
    const kinds = augmentationKinds.map(({ type }) => usual(type));
    expect(loaded(kinds)).toEqual(loaded(kinds.toReversed()));
  });
});

/** Column of the centre of mass. */
function centreOf(values: Float32Array, row: number): number {
  let [sum, mass] = [0, 0];
  for (let i = 0; i < SIZE; i++) {
    sum += (values[row * SIZE + i] ?? 0) * (i % 28);
    mass += values[row * SIZE + i] ?? 0;
  }
  return sum / mass;
}

it('leaves validation and test images as they are', () => {
  const dataset = realMnist();
  const spec = parseRunSpec({
    version: 2,
    name: 'Thrown about',
    data: { limit: 600, validation: 100, augmentation: [usual('shift', { range: 10 }), usual('noise', { range: 1 })] },
    network: { layers: [{ type: 'affine', units: 10 }] },
    optimizer: { type: 'sgd', learningRate: 0.1 },
    training: { batchSize: 50, duration: { unit: 'epochs', count: 1 } },
  });
  const session = new TrainingSession({ spec, dataset, createTeam: soloTeam(engine.create) });
  const told = new Map(
    [...session.events()].flatMap((event) => (event.type === 'evaluated' ? [[event.set, event.evaluation] as const] : [])),
  );
  const { validation } = dataset.training.slice(0, 600).split(100, spec.seed);
  const classifier = createClassifier(spec.network, 'unit', session.parameters(), soloTeam(engine.create));
  expect(told.get('test')).toEqual(complete(classifier.evaluate(dataset.test)));
  expect(told.get('validation')).toEqual(complete(classifier.evaluate(validation)));
});
