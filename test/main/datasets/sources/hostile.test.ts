/** Files made to take more than they give, or damaged anywhere: each is refused in words, before it is given memory. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { crc32, gzipSync } from 'node:zlib';
import { ImageSet } from '@shared/data/image-set';
import { sources } from '@shared/data/sources';
import { csv } from '@shared/data/sources/csv';
import { writeImages, writeLabels } from '@shared/data/sources/idx-file';
import { usualOptions } from '@shared/data/sources/options';
import type { SourceFile } from '@shared/data/sources/source';
import { KasaneError } from '@shared/kasane-error';
import { say } from '@shared/phrase';
import fc from 'fast-check';
import { encode } from 'fast-png';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { unpacked, unpackedStretches } from '../../../../src/main/datasets/gzip';
import { CASES, damagedBytes } from '../../../support/damage';
import { inFolder, memoryFile, readFiles, readPlace } from '../../../support/places';
import { zipBomb } from '../../../support/zip-bomb';

const TWO_MINUTES = 120_000;
const fixtures = resolve(import.meta.dirname, '../../../fixtures');
const fixture = (path: string) => new Uint8Array(readFileSync(join(fixtures, path)));
const text = (content: string) => new TextEncoder().encode(content);

const row = (label: number, pixels = 64) => [label, ...Array.from({ length: pixels }, (_, pixel) => (pixel * 3 + label) % 256)].join(',');
const table = `${Array.from({ length: 12 }, (_, at) => row(at % 3)).join('\n')}\n`;

/** A picture that claims other sides, its checksum set right. */
function claiming(width: number, height: number): Uint8Array {
  const png = encode({ width: 8, height: 8, channels: 1, depth: 8, data: new Uint8Array(64) }).slice();
  const view = new DataView(png.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  view.setUint32(29, crc32(png.subarray(12, 29)));
  return png;
}

describe('a table', () => {
  it('of one endless line is read no further than any line reaches', async () => {
    let given = 0;
    const part = text('7,'.repeat(2 ** 19));
    const endless: SourceFile = {
      ...memoryFile('endless.csv', text(table)),
      size: Number.MAX_SAFE_INTEGER,
      async *stretches() {
        yield text(table);
        for (;;) {
          given += 1;
          yield part;
        }
      },
    };
    const recognised = await csv.recognise([endless], usualOptions);
    await expect(recognised?.read({})).rejects.toThrow('endless.csv: line 13 has more than 1048576 bytes; it is no table of images');
    expect(given).toBeLessThan(4);
  });

  it('whose first line has no end is no table', async () => {
    await expect(readFiles({ 'endless.csv': '7,'.repeat(2 ** 21) })).rejects.toThrow('holds no labelled images that Kasane knows');
  });

  it('that is packed a thousand times smaller is unpacked a stretch at a time, and refused where it stops to be one', async () => {
    const packed = gzipSync(`${table}${'7,'.repeat(2 ** 23)}`);
    expect(packed.length).toBeLessThan(50_000);
    await expect(readFiles({ 'packed.csv.gz': packed })).rejects.toThrow(/line 13 has more than/);
  });

  it('with some lines that are no images is read without them, each told by its number', async () => {
    const lines = [row(0), row(1), '2,3', row(2), `x${row(1)}`.replace('x1', '1').replace(',4,', ',400,'), `,${row(0).slice(2)}`, row(1)];
    const { training, leftOut } = await readFiles({ 'some.csv': lines.join('\n') });
    expect([...(training?.labels ?? [])]).toEqual([0, 1, 2, 1]);
    expect(leftOut.map(({ place, reason }) => `${place} ${say(reason)}`)).toEqual([
      'some.csv:3 2 columns, expected 65',
      'some.csv:5 value 400 in column 3, expected 0 to 255',
      'some.csv:6 has no label',
    ]);
  });

  it('of which most is no images is refused with the first reason', async () => {
    const lines = [row(0), row(1), ...Array.from({ length: 9 }, () => '1,2')];
    await expect(readFiles({ 'most.csv': lines.join('\n') })).rejects.toThrow(
      'most.csv: 9 of 11 lines are no images (most.csv:3: 2 columns, expected 65); fix the table',
    );
  });
});

describe('values of 0 to 1', () => {
  const unit = (label: number, change: (value: number, pixel: number) => number = (value) => value) =>
    [label, ...Array.from({ length: 64 }, (_, pixel) => change(((pixel * 3 + label) % 101) / 100, pixel))].join(',');
  const most = (pixels: Uint8Array | undefined) => Math.max(...(pixels ?? [0]));

  it('of a table stay that where one is a hair above 1, and where one is damaged its line is left out', async () => {
    const lines = [...Array.from({ length: 20 }, (_, at) => unit(at % 3)), unit(1, (value, pixel) => (pixel === 5 ? 1.0000001 : value))];
    const hair = await readFiles({ 'unit.csv': lines.join('\n') });
    expect([most(hair.training?.pixels), hair.leftOut]).toEqual([255, []]);
    const torn = await readFiles({ 'unit.csv': [...lines, unit(2, (value, pixel) => (pixel === 5 ? 7 : value))].join('\n') });
    expect([most(torn.training?.pixels), torn.leftOut.map(({ reason }) => say(reason))]).toEqual([
      255,
      ['value 7 in column 7, expected 0 to 1'],
    ]);
  });

  it('of a table whose first rows are dark are found to be of 0 to 255 further down', async () => {
    const dark = (label: number) => [label, ...Array.from({ length: 64 }, (_, pixel) => pixel % 2)].join(',');
    const lines = [...Array.from({ length: 300 }, (_, at) => dark(at % 3)), row(1)];
    expect(most((await readFiles({ 'dark.csv': lines.join('\n') })).training?.pixels)).toBeGreaterThan(150);
  });

  it('of labels that are no whole numbers are refused', async () => {
    const lines = Array.from({ length: 20 }, (_, at) => row(at % 3).replace(/^(\d)/, '$1.6'));
    await expect(readFiles({ 'fractions.csv': lines.join('\n') }, { label: 'first' })).rejects.toThrow(/label 0\.6/);
  });

  const floats = (change: (value: number, at: number) => number) => {
    const values = Float32Array.from({ length: 20 * 64 }, (_, at) => change((at % 101) / 100, at));
    return zipSync({
      'x_train.npy': npy('(20, 8, 8)', new Uint8Array(values.buffer), '<f4'),
      'y_train.npy': npy(
        '(20,)',
        Uint8Array.from({ length: 20 }, (_, at) => at % 3),
      ),
    });
  };

  it('of an array stay that where one is a hair above 1, and are refused where one is damaged', async () => {
    const hair = await readFiles({ 'set.npz': floats((value, at) => (at === 77 ? 1.0000002 : at === 78 ? -1e-7 : value)) });
    expect(most(hair.training?.pixels)).toBe(255);
    await expect(readFiles({ 'set.npz': floats((value, at) => (at === 77 ? 7 : value)) })).rejects.toThrow(
      'x_train has values of 0 to 1, but 7 at place 77 (1 such in all); put those right first',
    );
  });
});

describe('pictures', () => {
  const sound = (level: number) => encode({ width: 10, height: 10, channels: 1, depth: 8, data: new Uint8Array(100).fill(level) });

  it('that claim 60,000×60,000 pixels are given no memory, and the others are read', async () => {
    const { training, leftOut } = await readFiles({ 'a/0.png': sound(1), 'b/1.png': sound(2), 'a/huge.png': claiming(60_000, 60_000) });
    expect(training?.labels).toHaveLength(2);
    expect(leftOut.map(({ reason }) => say(reason))).toEqual([expect.stringMatching(/60000×60000/)]);
  });

  it('that promise more within than they do at first are given no memory', async () => {
    const webp = fixture('pictures/clear.webp').slice();
    // Its canvas is made one pixel; the frame within stays as it is.
    const canvas = new TextDecoder('latin1').decode(webp).indexOf('VP8X');
    const bmp = fixture('pictures/palette.bmp').slice();
    new DataView(bmp.buffer).setUint32(46, 0x0fffffff, true);
    const large = fixture('pictures/colour.bmp').slice();
    for (const at of [18, 22]) new DataView(large.buffer).setInt32(at, 7000, true);
    const files = { 'a/0.png': sound(1), 'b/1.png': sound(2), 'a/palette.bmp': bmp, 'a/large.bmp': large };
    const { leftOut } = await readFiles(canvas < 0 ? files : { ...files, 'a/canvas.webp': webp.fill(0, canvas + 12, canvas + 18) });
    expect(leftOut.map(({ reason }) => say(reason))).toEqual(
      leftOut.map(() => expect.stringMatching(/^is a (WebP|BMP) that is damaged or cut short$/)),
    );
    expect(leftOut).toHaveLength(canvas < 0 ? 2 : 3);
  });

  it('in a zip that unpacks to far more than it takes are refused before they are unpacked', async () => {
    const bomb = zipBomb('a/0.png', 3000);
    await inFolder({ 'bomb.zip': bomb }, async (folder) => {
      await expect(readPlace(join(folder, 'bomb.zip'))).rejects.toThrow(/unpacks to more than \d+ bytes; take fewer or smaller images/);
    });
  });

  it('of which one unpacks to far more than a picture takes cost that one', async () => {
    const zip = zipSync({ 'a/0.png': sound(1), 'b/1.png': sound(2), 'b/2.png': [new Uint8Array(80 * 2 ** 20), { level: 1 }] });
    const { training, leftOut } = await inFolder({ 'large.zip': zip }, (folder) => readPlace(join(folder, 'large.zip')));
    expect(training?.labels).toHaveLength(2);
    expect(leftOut.map(({ reason }) => say(reason))).toEqual(['unpacks to 83886080 bytes; at most 67108864 are read']);
  });
});

/** An array of bytes as NumPy writes it. */
function npy(shape: string, bytes: Uint8Array, descr = '|u1'): Uint8Array {
  const header = `${`{'descr': '${descr}', 'fortran_order': False, 'shape': ${shape}, }`.padEnd(117)}\n`;
  return Uint8Array.of(0x93, ...text('NUMPY'), 1, 0, header.length, 0, ...text(header), ...bytes);
}

describe('a table in a zip', () => {
  it('is read a stretch at a time, and told to be damaged where it is', async () => {
    const long = text(Array.from({ length: 4000 }, (_, at) => row(at % 3)).join('\n'));
    const read = (zip: Uint8Array) => inFolder({ 'kaggle.zip': zip }, (folder) => readPlace(join(folder, 'kaggle.zip')));
    const [deflated, stored] = [zipSync({ 'train.csv': long }), zipSync({ 'train.csv': long }, { level: 0 })];
    const [first, second] = [await read(deflated), await read(stored)];
    expect([first.training?.labels.length, first.training]).toEqual([4000, second.training]);
    const torn = deflated.slice();
    torn.fill(0xff, Math.floor(torn.length / 2), Math.floor(torn.length / 2) + 40);
    await expect(read(torn)).rejects.toThrow(/^train\.csv: /);
  });
});

describe('arrays', () => {
  it.each([
    ['billions of images', '(4000000000, 28, 28)'],
    ['more than can be counted', '(9007199254740993, 28, 28)'],
    ['sides that multiply to nothing', '(0, 28, 28)'],
    ['as many axes as fit', `(${'1, '.repeat(20)})`],
  ])('that claim %s are refused', async (_what, shape) => {
    const npz = zipSync({ 'x_train.npy': npy(shape, new Uint8Array(64)), 'y_train.npy': npy('(64,)', new Uint8Array(64)) });
    await expect(readFiles({ 'claims.npz': npz })).rejects.toBeInstanceOf(KasaneError);
  });

  it('in an archive that unpacks to far more than it takes are refused', async () => {
    await expect(readFiles({ 'bomb.npz': zipBomb('x_train.npy', 3000) })).rejects.toThrow(/unpacks to more than \d+ bytes/);
  });
});

describe('Parquet', () => {
  it('of which a page claims gigabytes is given no memory', async () => {
    const bytes = fixture('parquet/plain.parquet');
    // The first page's header, in Thrift's compact protocol: its type, then its size unpacked as a variable number.
    expect([...bytes.subarray(4, 7)]).toEqual([0x15, expect.any(Number), 0x15]);
    const end = 7 + bytes.subarray(7).findIndex((byte) => byte < 128);
    const gigabytes = [0xfe, 0xff, 0xff, 0xff, 0x0f];
    const claims = Uint8Array.of(...bytes.subarray(0, 7), ...gigabytes, ...bytes.subarray(end + 1));
    await expect(readFiles({ 'claims.parquet': claims })).rejects.toThrow(/^claims\.parquet: is damaged Parquet/);
  });

  it('of which a page claims millions of values is given no memory', async () => {
    const bytes = fixture('parquet/plain.parquet');
    const at = bytes.subarray(4, 400).findIndex((byte, index) => byte === 0x4c && bytes[4 + index + 1] === 0x15);
    // Field 7, the header of a dictionary; its numbers are doubled, as Thrift writes them.
    expect([...bytes.subarray(4 + at, 4 + at + 2)]).toEqual([0x4c, 0x15]);
    const claims = Uint8Array.of(...bytes.subarray(0, 4 + at + 2), 0xfe, 0xff, 0xff, 0x0f, ...bytes.subarray(4 + at + 3));
    await expect(readFiles({ 'claims.parquet': claims })).rejects.toThrow(
      /^claims\.parquet: is damaged Parquet \(a page of \d{8} values in a group of 8 rows\)/,
    );
  });

  it('that claims a footer larger than itself is refused', async () => {
    const bytes = fixture('parquet/plain.parquet').slice();
    new DataView(bytes.buffer).setUint32(bytes.length - 8, 2 ** 31 - 1, true);
    await expect(readFiles({ 'claims.parquet': bytes })).rejects.toThrow(/^claims\.parquet: is damaged Parquet/);
  });
});

describe('what is packed by gzip', () => {
  it('is unpacked no further than was asked for', async () => {
    const packed = gzipSync(new Uint8Array(50 * 2 ** 20));
    await expect(unpacked('zeros.gz', packed, 1000)).rejects.toThrow('zeros.gz: unpacks to more than 1000 bytes; it is not what it says');
  });

  it(
    'is read or refused in words, whatever was damaged',
    async () => {
      const samples = [gzipSync(table), gzipSync(gzipSync(table))].map((each) => new Uint8Array(each));
      await fc.assert(
        fc.asyncProperty(damagedBytes(samples), async (bytes) => {
          await readOrRefused(async () => {
            for await (const part of unpackedStretches('file', onceOnly(bytes))) expect(part).toBeInstanceOf(Uint8Array);
          });
          await readOrRefused(() => unpacked('file', bytes, 10_000));
        }),
        { numRuns: CASES / 10 },
      );
    },
    TWO_MINUTES,
  );
});

async function* onceOnly(bytes: Uint8Array) {
  yield bytes;
}

/** Anything but words for the user is a defect. */
async function readOrRefused(read: () => Promise<unknown>): Promise<void> {
  try {
    await read();
  } catch (error) {
    expect(error).toBeInstanceOf(KasaneError);
    expect((error as Error).message.length).toBeLessThan(2000);
  }
}

const SHAPE = [8, 8, 1] as const;
const labels = Uint8Array.from({ length: 6 }, (_, at) => at % 3);
const images = new ImageSet(
  SHAPE,
  ['0', '1', '2'],
  Uint8Array.from({ length: 384 }, (_, at) => at % 256),
  labels,
);

describe.each<[string, string, Uint8Array, Readonly<Record<string, Uint8Array>>]>([
  ['images of IDX', 'train-images-idx3-ubyte', writeImages(images), { 'train-labels-idx1-ubyte': writeLabels(labels) }],
  ['labels of IDX', 'train-labels-idx1-ubyte', writeLabels(labels), { 'train-images-idx3-ubyte': writeImages(images) }],
  ['a table', 'train.csv', text(table), {}],
  [
    'a table in quotes with a header',
    'train.csv',
    text(`"label",${Array.from({ length: 64 }, (_, at) => `"p${at}"`).join()}\n${table.replaceAll(/(\d+)/g, '"$1"')}`),
    {},
  ],
  ['Parquet', 'train.parquet', fixture('parquet/hub/data/train-00001-of-00002.parquet'), {}],
  ['Parquet, gzip', 'train.parquet', fixture('parquet/plain.parquet'), {}],
  ['a pickle', 'mnist.pkl', fixture('book_cache.pkl'), {}],
  [
    'arrays in an archive',
    'mnist.npz',
    zipSync({ 'x_train.npy': npy('(6, 8, 8)', images.pixels), 'y_train.npy': npy('(6,)', labels) }),
    {},
  ],
  ['a batch of CIFAR', 'data_batch_1.bin', Uint8Array.from({ length: 3 * 3073 }, (_, at) => (at % 3073 === 0 ? 1 : at % 251)), {}],
  [
    'a picture',
    'a/0.png',
    encode({ width: 8, height: 8, channels: 1, depth: 8, data: images.pixels.slice(0, 64) }),
    { 'b/1.png': fixture('pictures/grey.png') },
  ],
  ['a JPEG', 'a/0.jpg', fixture('pictures/turned-6.jpg'), { 'b/1.png': fixture('pictures/grey.png') }],
  ['a WebP', 'a/0.webp', fixture('pictures/lossy.webp'), { 'b/1.png': fixture('pictures/grey.png') }],
  ['a GIF', 'a/0.gif', fixture('pictures/frames.gif'), { 'b/1.png': fixture('pictures/grey.png') }],
  ['a BMP', 'a/0.bmp', fixture('pictures/palette.bmp'), { 'b/1.png': fixture('pictures/grey.png') }],
])('%s that is damaged anywhere', (_what, name, sample, others) => {
  it(
    'is read, refused in words, or none of the sources’',
    async () => {
      const beside = Object.entries(others).map(([path, content]) => memoryFile(path, content));
      await fc.assert(
        fc.asyncProperty(damagedBytes([sample]), async (bytes) => {
          const files = [memoryFile(name, bytes), ...beside];
          for (const source of sources)
            await readOrRefused(async () => {
              const recognised = await source.recognise(files, usualOptions);
              const found = await recognised?.read({});
              const size = found ? found.shape.reduce((product, side) => product * side, 1) : 1;
              for (const part of [found?.training, found?.validation, found?.test]) {
                if (!part || !found) continue;
                expect(part.pixels).toHaveLength(part.labels.length * size);
                expect(part.labels.every((label) => label < found.classes.length)).toBe(true);
              }
            });
        }),
        { numRuns: CASES / 10 },
      );
    },
    TWO_MINUTES,
  );
});
