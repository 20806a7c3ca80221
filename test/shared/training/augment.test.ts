/** Augmentation as training sees it. */
import { augmentationKinds } from '@shared/data/augmentation';
import { pick } from '@shared/data/dataset';
import { splitImages } from '@shared/data/split';
import { createReferenceKernels } from '@shared/kernels/reference';
import { createSimdKernels } from '@shared/kernels/simd/simd';
import { findKind, type KindSpec } from '@shared/kind';
import { Layout } from '@shared/nn/layout';
import { parseRunSpec } from '@shared/spec/parse-run-spec';
import { loadImage } from '@shared/training/augment';
import { createClassifier } from '@shared/training/classifier';
import { complete } from '@shared/training/evaluation';
import { TrainingSession } from '@shared/training/session';
import { soloTeam } from '@shared/training/team';
import { describe, expect, it } from 'vitest';
import { realMnist } from '../../support/digits';

const SIZE = 28 * 28;
const COUNT = 40;

/** The images of a batch, at an iteration, as inputs of the network. */
function loaded(augmentation: readonly KindSpec[], { iteration = 1, seed = 1, create = createSimdKernels, rows = COUNT } = {}) {
  const layout = new Layout();
  const load = loadImage({ augmentation, height: 28, width: 28, channels: 1, scaling: 'unit', seed }, layout);
  const { scratch } = layout.size();
  const kernels = create({ values: COUNT * SIZE, scratch, bytes: COUNT * SIZE });
  kernels.memory.bytes.set(images);
  for (let row = 0; row < rows; row++) load(kernels, row * SIZE, row * SIZE, iteration, row);
  return Float32Array.from(kernels.memory.values.subarray(0, COUNT * SIZE));
}

const images = realMnist().test.images.subarray(0, COUNT * SIZE);
const usual = (type: string, settings: object = {}): KindSpec => ({
  type,
  ...findKind(augmentationKinds, type).settings.parse({ probability: 1, ...settings }),
});
const distance = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] ?? 0)), 0);
const plain = loaded([]);

describe.each(augmentationKinds.map(({ type }) => type))('%s', (type) => {
  it('does the same on the reference kernels', () => {
    const [simd, reference] = [createSimdKernels, createReferenceKernels].map((create) => loaded([usual(type)], { create, rows: 8 }));
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
  const session = new TrainingSession({ spec, dataset, createTeam: soloTeam(createSimdKernels) });
  const told = new Map(
    [...session.events()].flatMap((event) => (event.type === 'evaluated' ? [[event.set, event.evaluation] as const] : [])),
  );
  const { validation } = splitImages(
    pick(
      dataset.training,
      Array.from({ length: 600 }, (_, image) => image),
    ),
    100,
    spec.seed,
  );
  const classifier = createClassifier(spec.network, 'unit', session.parameters(), soloTeam(createSimdKernels));
  expect(told.get('test')).toEqual(complete(classifier.evaluate(dataset.test)));
  expect(told.get('validation')).toEqual(complete(classifier.evaluate(validation)));
});
