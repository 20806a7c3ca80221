import { say } from '@shared/phrase';
import { expect, it } from 'vitest';
import { readFiles } from '../../../support/places';

const SIDE = 32;
const AREA = SIDE * SIDE;

/** A batch of records: labels, then all of red, of green and of blue. */
function batch(labels: readonly (readonly number[])[], colour: (image: number, channel: number, pixel: number) => number): Uint8Array {
  return Uint8Array.from(
    labels.flatMap((own, image) => [
      ...own,
      ...[0, 1, 2].flatMap((channel) => Array.from({ length: AREA }, (_, pixel) => colour(image, channel, pixel))),
    ]),
  );
}

const colour = (image: number, channel: number, pixel: number) => (image * 31 + channel * 80 + pixel) % 256;

it('CIFAR-10 is read with its names, the channels of a pixel together', async () => {
  const labels = Array.from({ length: 12 }, (_, image) => [image % 10]);
  const read = await readFiles({
    'cifar-10-batches-bin/data_batch_1.bin': batch(labels, colour),
    'cifar-10-batches-bin/data_batch_2.bin': batch(labels, colour),
    'cifar-10-batches-bin/test_batch.bin': batch(labels.slice(0, 3), colour),
    'cifar-10-batches-bin/batches.meta.txt': 'airplane\nautomobile\nbird\ncat\ndeer\ndog\nfrog\nhorse\nship\ntruck\n\n',
    'cifar-10-batches-bin/readme.html': '<html><body>CIFAR</body></html>',
  });
  expect([read.source, read.shape, read.classes[3]]).toEqual(['cifar', [32, 32, 3], 'cat']);
  expect([...(read.training?.labels ?? [])]).toEqual([...labels, ...labels].flat());
  expect([...(read.test?.labels ?? [])]).toEqual([0, 1, 2]);
  for (const [image, pixel] of [
    [0, 0],
    [1, 5],
    [13, AREA - 1],
  ] as const)
    expect([...(read.training?.pixels.subarray((image * AREA + pixel) * 3, (image * AREA + pixel) * 3 + 3) ?? [])]).toEqual(
      [0, 1, 2].map((channel) => colour(image % 12, channel, pixel)),
    );
});

it('CIFAR-100 is read by its hundred classes or its twenty groups', async () => {
  const labels = Array.from({ length: 20 }, (_, image) => [image % 20, 99 - image]);
  const files = { 'train.bin': batch(labels, colour), 'test.bin': batch(labels.slice(0, 5), colour) };
  const fine = await readFiles(files);
  expect(fine.recognised.choices).toEqual(['CIFAR-100 (100 classes)', 'CIFAR-100 (20 groups)']);
  expect([fine.classes.length, [...(fine.training?.labels ?? [])].slice(0, 3)]).toEqual([100, [99, 98, 97]]);
  const coarse = await readFiles(files, { choice: 'CIFAR-100 (20 groups)' });
  expect([coarse.classes.length, [...(coarse.test?.labels ?? [])]]).toEqual([20, [0, 1, 2, 3, 4]]);
});

it('CIFAR’s test batch alone says what is missing, and a batch that is cut short is left out', async () => {
  const labels = Array.from({ length: 12 }, (_, image) => [image % 10]);
  const whole = batch(labels, colour);
  await expect(readFiles({ 'test_batch.bin': whole })).rejects.toThrow(
    'test_batch.bin: is a test batch; add those to train on (data_batch_1.bin …)',
  );
  await expect(readFiles({ 'data_batch_1.bin': whole.subarray(0, -1) })).rejects.toThrow('holds no labelled images that Kasane knows');
  const read = await readFiles({ 'data_batch_1.bin': whole, 'data_batch_2.bin': whole.subarray(0, -1) });
  expect([read.training?.labels.length, read.leftOut.map(({ place, reason }) => `${place} ${say(reason)}`)]).toEqual([
    12,
    ['data_batch_2.bin is cut short'],
  ]);
});
