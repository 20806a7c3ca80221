import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { usualOptions } from '@shared/data/sources/options';
import { encode } from 'fast-png';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { recognisePlace } from '../../../src/main/datasets/open-place';
import { inFolder, readFiles, readPlace } from '../../support/places';

const picture = (level: number) => encode({ width: 10, height: 10, channels: 1, depth: 8, data: new Uint8Array(100).fill(level) });
const row = (label: number) => [label, ...Array.from({ length: 64 }, (_, pixel) => (pixel * 3 + label) % 256)].join(',');
const table = (rows: number) => Array.from({ length: rows }, (_, at) => row(at % 3)).join('\n');

describe('a place', () => {
  it('of several folders is all of them', async () => {
    const files = { 'red/0.png': picture(1), 'green/1.png': picture(2), 'blue/2.png': picture(3) };
    await inFolder(files, async (folder) => {
      const paths = ['red', 'green', 'blue'].map((name) => join(folder, name));
      const { recognised } = await recognisePlace(paths, usualOptions);
      const { classes, training } = await recognised.read({});
      expect([classes, training?.labels.length]).toEqual([['blue', 'green', 'red'], 3]);
    });
  });

  it('with links to folders has what lies in those, once however they lead round', async () => {
    const files = { 'place/a/0.png': picture(1), 'elsewhere/1.png': picture(2) };
    await inFolder(files, async (folder) => {
      symlinkSync(join(folder, 'elsewhere'), join(folder, 'place', 'b'));
      expect((await readPlace(join(folder, 'place'))).classes).toEqual(['a', 'b']);
    });
  });

  it('with an archive that was downloaded and not unpacked is read from within it', async () => {
    const csv = new TextEncoder().encode(table(30));
    expect((await readFiles({ 'archive.zip': zipSync({ 'data/train.csv': csv }) })).training?.labels).toHaveLength(30);
    const [train, test] = ['train', 'test'].map((_, part) => zipSync({ 'a/0.png': picture(part), 'b/1.png': picture(part + 5) }));
    const read = await readFiles({ 'train.zip': train ?? '', 'test.zip': test ?? '' });
    expect([read.classes, read.training?.labels.length, read.test?.labels.length]).toEqual([['a', 'b'], 2, 2]);
  });

  it('of pictures is read whatever lies beside them', async () => {
    const pictures = { 'a/0.png': picture(1), 'b/1.png': picture(2) };
    for (const [name, content] of [
      ['model.pkl', Uint8Array.of(0x80, 4, 0x8c, 2, 0x6f, 0x73, 0x8c, 6, 0x73, 0x79, 0x73, 0x74, 0x65, 0x6d, 0x93, 0x2e)],
      ['weights.gz', gzipSync('weights').subarray(0, 15)],
      ['old.zip', zipSync({ 'x/0.png': picture(9) }).subarray(0, 60)],
    ] as const)
      expect((await readFiles({ ...pictures, [name]: content })).classes, name).toEqual(['a', 'b']);
  });

  it('of a table that was packed well is looked at without unpacking more than is looked at', async () => {
    const dark = Array.from({ length: 60_000 }, (_, at) => [at % 3, ...Array<number>(784).fill(0)].join(',')).join('\n');
    const { training } = await readFiles({ 'train.csv.gz': gzipSync(`${table(0)}${dark}`) });
    expect(training?.labels).toHaveLength(60_000);
  });
});
