/** Small data that tests make for themselves, and the real MNIST where only that will do. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DIGIT_CLASSES } from '@shared/data/digits/digit-classes';
import { type Dataset, ImageSet } from '@shared/data/image-set';
import { parseLabelledImages, writeImages, writeLabels } from '@shared/data/sources/idx-file';
import { phrase } from '@shared/phrase';
import { createRandom } from '@shared/random/threefry';
import { builtInDataset } from '../../src/main/datasets/built-in';
import type { LoadedDataset } from '../../src/main/datasets/load-dataset';

/** Noise images with a bright row that tells the class: learnable in a few steps. */
export function stripes(count: number, seed = 1, height = 12, width = 7): ImageSet {
  const random = createRandom(seed, 'shuffle');
  const size = height * width;
  const labels = Uint8Array.from({ length: count }, (_, image) => image % 10);
  const images = Uint8Array.from({ length: count * size }, (_, position) => {
    const row = Math.floor((position % size) / width);
    const bright = row === labels[Math.floor(position / size)] ? 180 : 0;
    return bright + random.below(70, 0, position);
  });
  return new ImageSet([height, width, 1], DIGIT_CLASSES, images, labels);
}

export const stripesDataset = (): Dataset => ({ training: stripes(200), test: stripes(50, 2) });

let mnist: Dataset | undefined;

export function realMnist(): Dataset {
  const file = (name: string) => ({ name, bytes: new Uint8Array(readFileSync(join(builtInDataset(), name))) });
  mnist ??= {
    training: parseLabelledImages(file('train-images-idx3-ubyte'), file('train-labels-idx1-ubyte')),
    test: parseLabelledImages(file('t10k-images-idx3-ubyte'), file('t10k-labels-idx1-ubyte')),
  };
  return mnist;
}

/** Four IDX files of the first images of MNIST; gives their folder. For what evaluates whole sets and claims nothing of accuracy. */
export function writeSmallMnist(folder: string, trainingImages: number, testImages: number): string {
  const { training, test } = realMnist();
  mkdirSync(folder, { recursive: true });
  for (const [stem, set, count] of [
    ['train', training, trainingImages],
    ['t10k', test, testImages],
  ] as const) {
    const first = set.slice(0, count);
    writeFileSync(join(folder, `${stem}-images-idx3-ubyte`), writeImages(first));
    writeFileSync(join(folder, `${stem}-labels-idx1-ubyte`), writeLabels(first.labels));
  }
  return folder;
}

/** As if it were read from `/data`. */
export const loadedStripes = (checksums: Readonly<Record<string, string>>): LoadedDataset => ({
  ...stripesDataset(),
  ...{ folder: '/data', name: 'data', original: false, checksums, source: 'IDX', reason: phrase`as it was made`, recipe: 'frame' },
  ...{ choices: [], choice: '', leftOut: [], leftOutCount: 0, aside: null },
});

/** Colours and figures, either of which tells but half of the class. */
const figures = ['red disc', 'red square', 'blue disc', 'blue square'] as const;

/** A figure of a colour somewhere on a ground of any colour, with noise. */
export function colouredFigures(count: number, seed = 1, side = 20): ImageSet {
  const random = createRandom(seed, 'shuffle');
  const labels = Uint8Array.from({ length: count }, (_, image) => image % figures.length);
  const pixels = new Uint8Array(count * side * side * 3);
  for (let image = 0; image < count; image++) {
    const draw = (index: number, below: number) => random.below(below, 1, image * 16 + index);
    const name = figures[labels[image] ?? 0] ?? '';
    const radius = side / 4 + draw(0, 2);
    const [x, y] = [radius + draw(1, side - 2 * radius), radius + draw(2, side - 2 * radius)];
    const ground = [3, 4, 5].map((index) => 60 + draw(index, 100));
    const colour = name.startsWith('red') ? [210, 60, 60] : [60, 60, 210];
    for (let at = 0; at < side * side; at++) {
      const [dx, dy] = [Math.abs((at % side) - x), Math.abs(Math.floor(at / side) - y)];
      const isWithin = name.endsWith('disc') ? dx * dx + dy * dy < radius * radius : Math.max(dx, dy) < radius * 0.88;
      for (let channel = 0; channel < 3; channel++) {
        const place = (image * side * side + at) * 3 + channel;
        pixels[place] = ((isWithin ? colour : ground)[channel] ?? 0) + random.below(40, 2, place);
      }
    }
  }
  return new ImageSet([side, side, 3], figures, pixels, labels);
}
