/** The digits of the gallery as a table and as a picture. */

import type { SetPredictions } from '@shared/contracts/state';
import { csvText } from '@shared/csv-text';
import { rgbaOf } from '../../components/pixels';
import { picturePng } from './picture-png';
import { confidenceOf } from './shown-images';

export function galleryCsv(first: SetPredictions, second: SetPredictions | null, shown: readonly number[]): string {
  const { classes, probabilities } = first;
  const heads = [
    'position',
    'true',
    'predicted',
    'loss',
    ...classes.map((name) => csvText(`p${name}`)),
    ...(second ? ['predicted by second'] : []),
  ];
  const named = (label: number | undefined) => csvText(classes[label ?? -1] ?? '');
  const rows = shown.map((image) => [
    first.positions[image],
    named(first.labels[image]),
    named(first.predicted[image]),
    first.losses[image],
    ...classes.map((_, digit) => probabilities[image * classes.length + digit]),
    ...(second ? [named(second.predicted[image])] : []),
  ]);
  return [heads, ...rows, []].map((row) => row.join(',')).join('\n');
}

const COLUMNS = 12;
const CELL = { width: 84, height: 88, image: 56 } as const;
/** Characters of a class's name. */
const LONGEST_NAME = 12;
/** More would be a picture that nothing opens. */
const MOST = 1200;

export function galleryPng(predictions: SetPredictions, pixels: Uint8Array, shown: readonly number[]): Promise<Uint8Array<ArrayBuffer>> {
  const images = shown.slice(0, MOST);
  const rows = Math.max(1, Math.ceil(images.length / COLUMNS));
  return picturePng(COLUMNS * CELL.width, rows * CELL.height, (context, { ink, muted }) => {
    context.imageSmoothingEnabled = false;
    for (const [index, image] of images.entries()) {
      const [x, y] = [(index % COLUMNS) * CELL.width, Math.floor(index / COLUMNS) * CELL.height];
      context.drawImage(digitBitmap(predictions, pixels, image), x, y, CELL.image, CELL.image);
      context.fillStyle = ink;
      const named = (label: number | undefined) => (predictions.classes[label ?? -1] ?? '').slice(0, LONGEST_NAME);
      context.fillText(
        `${named(predictions.labels[image])} → ${named(predictions.predicted[image])}`,
        x,
        y + CELL.image + 14,
        CELL.image - 14,
      );
      context.fillStyle = muted;
      context.fillText(`${Math.floor(100 * confidenceOf(predictions, image))} %`, x + 44, y + CELL.image + 14);
    }
  });
}

function digitBitmap({ width, height, channels }: SetPredictions, pixels: Uint8Array, image: number): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height);
  const data = new ImageData(width, height);
  const size = width * height * channels;
  data.data.set(rgbaOf(pixels.subarray(image * size, (image + 1) * size), channels));
  canvas.getContext('2d')?.putImageData(data, 0, 0);
  return canvas;
}
