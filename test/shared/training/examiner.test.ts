import { engine } from '@shared/kernels/engines';
import { parseRunSpec } from '@shared/spec/parse-run-spec';
import { createClassifier } from '@shared/training/classifier';
import { complete } from '@shared/training/evaluation';
import { createExaminer, occlusionMap } from '@shared/training/examiner';
import { TrainingSession } from '@shared/training/session';
import { soloTeam } from '@shared/training/team';
import { describe, expect, it } from 'vitest';
import { stripesDataset } from '../../support/digits';

const dataset = stripesDataset();
const createTeam = soloTeam(engine.create);
const WIDTH = 7;

/** Of every kind of layer that behaves otherwise when it is asked. */
const layers = [
  { type: 'conv2d', filters: 8 },
  { type: 'batch-norm' },
  { type: 'relu' },
  { type: 'residual', layers: [{ type: 'conv2d', filters: 8 }, { type: 'batch-norm' }, { type: 'relu' }] },
  { type: 'max-pool' },
  { type: 'dropout', ratio: 0.3 },
  { type: 'affine', units: 14, weights: { type: 'he' } },
  { type: 'tanh' },
  { type: 'dropout', ratio: 0.5 },
  { type: 'affine', units: 10, weights: { type: 'he' } },
];

const spec = parseRunSpec({
  version: 1,
  name: 'Examined',
  data: { validation: 40 },
  network: { input: [12, WIDTH, 1], layers },
  optimizer: { type: 'adam', learningRate: 0.01 },
  training: { batchSize: 40, duration: { unit: 'iterations', count: 60 } },
});
const session = new TrainingSession({ spec, dataset, createTeam });
for (const _event of session.events());
const tensors = session.parameters();
const classifier = createClassifier(spec.network, 'unit', tensors, createTeam);
const examiner = createExaminer(spec.network, 'unit', tensors, engine.create);
const image = dataset.test.image(3);

describe('the gradient of an answer', () => {
  it('says what a pixel changes of the logit', () => {
    const [before = []] = classifier.probabilities(image);
    const target = before.indexOf(Math.max(...before));
    const other = (target + 1) % 10;
    const [up, down] = [examiner.examine(image, target).saliency, examiner.examine(image, other).saliency];
    // log(p_target / p_other) is the difference of their logits; one grey level up and down.
    const ratio = (pixel: number, by: number) => {
      const changed = new Uint8Array(image);
      changed[pixel] = (changed[pixel] ?? 0) + by;
      const [p = []] = classifier.probabilities(changed);
      return Math.log((p[target] ?? 0) / (p[other] ?? 0));
    };
    const strongest = Array.from(up, (value, pixel) => ({ pixel, slope: value - (down[pixel] ?? 0) }))
      .filter(({ pixel }) => (image[pixel] ?? 0) > 2 && (image[pixel] ?? 0) < 250)
      .sort((a, b) => Math.abs(b.slope) - Math.abs(a.slope))
      .slice(0, 12);
    for (const { pixel, slope } of strongest) {
      const measured = ((ratio(pixel, 2) - ratio(pixel, -2)) / 4) * 255;
      expect(Math.abs(measured - slope), `pixel ${pixel}: ${measured} against ${slope}`).toBeLessThan(0.1 * Math.abs(slope) + 0.02);
    }
  });

  it('leaves what it is asked of as it was', () => {
    const before = classifier.probabilities(image);
    examiner.examine(image, 0);
    examiner.examine(image, 5);
    expect(examiner.examine(image, 0)).toEqual(examiner.examine(image, 0));
    expect(classifier.probabilities(image)).toEqual(before);
  });
});

describe('feature maps', () => {
  it('are of every layer, as images or as vectors', () => {
    const { maps } = examiner.examine(image, 0);
    expect(maps.map(({ count, height, width }) => [count, height, width])).toEqual([
      [8, 12, 7],
      [8, 12, 7],
      [8, 12, 7],
      [8, 12, 7],
      [8, 6, 3],
      [8, 6, 3],
      [1, 1, 14],
      [1, 1, 14],
      [1, 1, 14],
      [1, 1, 10],
    ]);
    for (const { pixels, least, most } of maps) {
      expect(Math.max(...pixels)).toBe(most > least ? 255 : 0);
      expect(Math.min(...pixels)).toBe(0);
    }
    // ReLU gives nothing below 0.
    expect(maps[2]?.least).toBe(0);
  });
});

describe('the occlusion map', () => {
  it('is the fall of the probability where a pixel that counts is covered', () => {
    // A classifier that goes by one pixel alone.
    const [width, pixel] = [28, 14 * 28 + 9];
    const probabilities = (images: Uint8Array) =>
      Array.from({ length: images.length / 784 }, (_, each) => ((images[each * 784 + pixel] ?? 0) > 0 ? [0.9, 0.1] : [0.2, 0.8]));
    const digit = new Uint8Array(784).fill(255);
    const map = occlusionMap({ ...classifier, probabilities }, digit, [28, width, 1], 0);
    expect(map[pixel]).toBeCloseTo(0.7, 6);
    map.forEach((fall, at) => {
      const distance = Math.max(Math.abs((at % width) - 9), Math.abs(Math.floor(at / width) - 14));
      if (distance > 4) expect(fall).toBeCloseTo(0, 6);
      expect(fall).toBeLessThanOrEqual((map[pixel] ?? 0) + 1e-6);
    });
  });
});

describe('the features of images', () => {
  it('are what the last dense layer is given, so that it makes the same answers of them', () => {
    const { pixels, count } = dataset.test;
    const features = complete(classifier.features(pixels));
    expect(features.length).toBe(count * 14);
    const W = tensors.find(({ name, shape }) => name.startsWith('W') && shape.join() === '14,10')?.values ?? new Float32Array();
    const b = tensors.findLast(({ name }) => name.startsWith('b'))?.values ?? new Float32Array();
    const { predicted } = complete(classifier.predictions(dataset.test));
    for (let row = 0; row < count; row++) {
      const logits = Array.from(b, (bias, digit) =>
        Array.from(features.subarray(row * 14, row * 14 + 14)).reduce((sum, x, i) => sum + x * (W[i * 10 + digit] ?? 0), bias),
      );
      expect(logits.indexOf(Math.max(...logits))).toBe(predicted[row]);
    }
  });
});
