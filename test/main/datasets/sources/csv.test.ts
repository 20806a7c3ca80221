import { describe, expect, it } from 'vitest';
import { type Files, readFiles } from '../../../support/places';

/** 8×8 pixels, a function of the image's number. */
const pixels = (image: number) => Array.from({ length: 64 }, (_, at) => (at * 3 + image * 7) % 256);
const table = (labels: readonly (number | string)[], last = false) =>
  labels.map((label, image) => (last ? [...pixels(image), label] : [label, ...pixels(image)]).join(',')).join('\n');
const round = (count: number, classes: number) => Array.from({ length: count }, (_, image) => image % classes);

describe('a table', () => {
  it('of EMNIST is turned the right way round and named by its mapping, and of several splits one is read', async () => {
    const files: Files = {
      'emnist-letters-train.csv': table(round(20, 2).map((label) => label + 1)),
      'emnist-letters-test.csv': table(round(4, 2).map((label) => label + 1)),
      'emnist-letters-mapping.txt': '1 65 97\n2 66 98\n',
      'emnist-digits-train.csv': table(round(20, 2)),
      'emnist-digits-test.csv': table(round(4, 2)),
    };
    const read = await readFiles(files, { choice: 'letters' });
    expect([read.recognised.choices, read.classes]).toEqual([['emnist-letters', 'emnist-digits'].toSorted(), ['A', 'B']]);
    expect([...(read.training?.labels ?? [])].slice(0, 4)).toEqual([0, 1, 0, 1]);
    expect(read.training?.pixels[1]).toBe(pixels(0)[8]);
    const kept = await readFiles(files, { choice: 'letters', transpose: 'no' });
    expect(kept.training?.pixels[1]).toBe(pixels(0)[1]);
  });

  it('that is sorted by class and has its labels last is read so, though its first lines are of one class', async () => {
    const { training } = await readFiles({ 'sorted.csv': table(round(900, 3).toSorted(), true) });
    expect(new Set(training?.labels)).toEqual(new Set([0, 1, 2]));
    expect([...(training?.pixels.subarray(0, 64) ?? [])]).toEqual(pixels(0));
  });

  it('without labels has the numbers of its lines, or those it brings, though some are left out', async () => {
    const bare = round(6, 6).map((image) => pixels(image).join(','));
    const numbered = round(6, 6).map((image) => [100 + image, ...pixels(image)].join(','));
    const header = pixels(0)
      .map((_, pixel) => `pixel${pixel}`)
      .join(',');
    const read = (test: string) => readFiles({ 'train.csv': `label,${header}\n${table(round(20, 2))}`, 'test.csv': test });
    expect((await read([header, ...bare.toSpliced(1, 1, '1,2')].join('\n'))).unlabelled?.ids).toEqual(['1', '3', '4', '5', '6']);
    expect((await read([`id,${header}`, ...numbered.toReversed()].join('\n'))).unlabelled?.ids).toEqual([
      '105',
      '104',
      '103',
      '102',
      '101',
      '100',
    ]);
  });

  it('that is no images says why', async () => {
    await expect(readFiles({ 'iris.csv': 'a,b,species\n1,2,x\n3,4,y\n' })).rejects.toThrow(
      'iris.csv: has 3 columns, which are no square image beside a label; expected as 785 for 28×28, one column a pixel',
    );
    const named = `label,${pixels(0)
      .map((_, pixel) => `pixel${pixel}`)
      .join(',')}\n${table(round(20, 2))}`;
    await expect(readFiles({ 'train.csv': named }, { label: 'kind' })).rejects.toThrow(
      'train.csv: has no column kind; its columns are label, pixel0, pixel1, pixel2, pixel3, pixel4, pixel5, …, pixel63',
    );
  });
});
