/** What is unlike the training images: measured on shapes that are drawn here, on Fashion-MNIST, and on MNIST's own test set. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type Likeness, unlikenessOf } from '@shared/analysis/likeness';
import { normaliseDrawing } from '@shared/data/digits/normalise';
import { ImageSet } from '@shared/data/image-set';
import { engine } from '@shared/kernels/engines';
import { createClassifier } from '@shared/training/classifier';
import { soloTeam } from '@shared/training/team';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { likenessOf, unlikeness } from '../../../src/main/models/likeness';
import { readShippedModel } from '../../../src/main/models/shipped-model';
import { realMnist } from '../../support/digits';
import { byLength } from '../../support/length';

const folder = mkdtempSync(join(tmpdir(), 'kasane-likeness-'));
const before = process.env.KASANE_DATASETS;
process.env.KASANE_DATASETS = folder;
afterAll(() => {
  rmSync(folder, { recursive: true });
  if (before === undefined) delete process.env.KASANE_DATASETS;
  else process.env.KASANE_DATASETS = before;
});

const mnist = { ...realMnist(), checksums: { trainingImages: 'mnist' } };
const model = await readShippedModel(resolve(import.meta.dirname, '../../../resources/models/accurate-cnn'));
const classifier = createClassifier(model.spec.network, model.spec.data.scaling, model.tensors, soloTeam(engine.create));
const imagesOf = (images: readonly Uint8Array[]) => {
  const pixels = new Uint8Array(images.length * 784);
  images.forEach((image, index) => {
    pixels.set(image, index * 784);
  });
  return new ImageSet([28, 28, 1], mnist.test.classes, pixels, new Uint8Array(images.length));
};

type Line = readonly (readonly [number, number])[];
const shapes: Readonly<Record<string, readonly Line[]>> = {
  triangle: [
    [
      [140, 40],
      [60, 220],
    ],
    [
      [60, 220],
      [220, 220],
    ],
    [
      [220, 220],
      [140, 40],
    ],
  ],
  square: [
    [
      [60, 60],
      [220, 60],
    ],
    [
      [220, 60],
      [220, 220],
    ],
    [
      [220, 220],
      [60, 220],
    ],
    [
      [60, 220],
      [60, 60],
    ],
  ],
  grid: [
    [
      [60, 60],
      [220, 60],
    ],
    [
      [60, 140],
      [220, 140],
    ],
    [
      [60, 220],
      [220, 220],
    ],
    [
      [60, 60],
      [60, 220],
    ],
    [
      [140, 60],
      [140, 220],
    ],
    [
      [220, 60],
      [220, 220],
    ],
  ],
  star: [
    [
      [140, 30],
      [180, 230],
    ],
    [
      [180, 230],
      [40, 100],
    ],
    [
      [40, 100],
      [240, 100],
    ],
    [
      [240, 100],
      [90, 230],
    ],
    [
      [90, 230],
      [140, 30],
    ],
  ],
  cross: [
    [
      [60, 60],
      [220, 220],
    ],
    [
      [220, 60],
      [60, 220],
    ],
  ],
  zigzag: [
    [
      [40, 80],
      [90, 200],
    ],
    [
      [90, 200],
      [140, 80],
    ],
    [
      [140, 80],
      [190, 200],
    ],
    [
      [190, 200],
      [240, 80],
    ],
  ],
  E: [
    [
      [80, 40],
      [80, 240],
    ],
    [
      [80, 40],
      [200, 40],
    ],
    [
      [80, 140],
      [180, 140],
    ],
    [
      [80, 240],
      [200, 240],
    ],
  ],
  M: [
    [
      [60, 240],
      [60, 40],
    ],
    [
      [60, 40],
      [140, 160],
    ],
    [
      [140, 160],
      [220, 40],
    ],
    [
      [220, 40],
      [220, 240],
    ],
  ],
  K: [
    [
      [80, 40],
      [80, 240],
    ],
    [
      [200, 40],
      [80, 140],
    ],
    [
      [80, 140],
      [200, 240],
    ],
  ],
  N: [
    [
      [70, 240],
      [70, 40],
    ],
    [
      [70, 40],
      [210, 240],
    ],
    [
      [210, 240],
      [210, 40],
    ],
  ],
  W: [
    [
      [40, 40],
      [90, 240],
    ],
    [
      [90, 240],
      [140, 100],
    ],
    [
      [140, 100],
      [190, 240],
    ],
    [
      [190, 240],
      [240, 40],
    ],
  ],
  lines: [
    [
      [60, 60],
      [220, 60],
    ],
    [
      [60, 140],
      [220, 140],
    ],
    [
      [60, 220],
      [220, 220],
    ],
  ],
};

let likeness: Likeness;
beforeAll(async () => {
  const found = await likenessOf(model, mnist, classifier);
  if (!found) throw new Error('nothing was learnt');
  likeness = found;
});

const flagged = async (set: ImageSet) => (await unlikeness(likeness, classifier, set)).filter((away) => away > 1).length / set.count;

describe('an image unlike the training images', () => {
  it('is a shape, a letter or a grid, mostly', async () => {
    const images = Object.values(shapes).flatMap((lines) =>
      [10, 24].map((pen) => {
        const strokes = lines.map((line) => line.map(([x, y]) => ({ x, y, pressure: 0.5 })));
        return normaliseDrawing({ side: 280, pen, strokes })?.pixels ?? new Uint8Array(784);
      }),
    );
    expect(await flagged(imagesOf(images))).toBeGreaterThanOrEqual(0.9);
  });

  it('is a piece of clothing', async () => {
    const path = '/usr/share/datasets/fashion-mnist/t10k-images-idx3-ubyte.gz';
    if (!existsSync(path)) return console.log('no Fashion-MNIST on this machine: it is not tried here');
    const pixels = new Uint8Array(gunzipSync(readFileSync(path))).subarray(16, 16 + 500 * 784);
    expect(
      await flagged(imagesOf(Array.from({ length: 500 }, (_, index) => pixels.subarray(index * 784, (index + 1) * 784)))),
    ).toBeGreaterThanOrEqual(0.9);
  });

  it('is hardly any of the test set', async () => {
    expect(await flagged(mnist.test.slice(0, byLength(2000, 10_000)))).toBeLessThanOrEqual(0.01);
  });

  it('is judged alike by what was kept', async () => {
    const again = await likenessOf(model, mnist, classifier);
    const set = mnist.test.slice(0, 20);
    const away = await unlikeness(likeness, classifier, set);
    (await unlikeness(again ?? likeness, classifier, set)).forEach((value, index) => {
      expect(value).toBeCloseTo(away[index] ?? 0, 3);
    });
  });

  it('is not told where the images are of another size or of other classes', async () => {
    const others = { ...mnist, training: new ImageSet([28, 28, 1], ['cat', 'dog'], new Uint8Array(784), new Uint8Array(1)) };
    expect(await likenessOf(model, others, classifier)).toBeNull();
  });

  it('of a class that training has none of nothing is said', () => {
    const set = imagesOf([new Uint8Array(784)]);
    const none = { features: [null], images: [null], threshold: 1 };
    expect(unlikenessOf(none, { set, features: new Float32Array(4), predicted: [0] })).toEqual([0]);
  });
});
