import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { asTold, type Expected, readPlace, told } from '../../../support/places';

/** Written by pyarrow: make.py there. */
const folder = resolve(import.meta.dirname, '../../../fixtures/parquet');
const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Record<'hub' | 'plain', Expected>;

describe('Parquet', () => {
  it('as Hugging Face ships images: shards of splits, class names in the metadata', async () => {
    const read = await readPlace(join(folder, 'hub'));
    expect(read.source).toBe('parquet');
    expect(told(read)).toEqual(asTold(expected.hub));
    const { test } = await readPlace(join(folder, 'hub'), {}, { trainingOnly: true });
    expect(test).toBeUndefined();
  });

  it('of bytes and names, a row without one among them', async () => {
    expect(told(await readPlace(join(folder, 'plain.parquet')))).toEqual(asTold(expected.plain));
  });

  it('is labelled by the one column beside the pictures, or by the one that is asked for', async () => {
    const flags = await readPlace(join(folder, 'flags.parquet'));
    expect([flags.classes, [...(flags.training?.labels ?? [])]]).toEqual([
      ['false', 'true'],
      [0, 1, 0, 1, 0, 1, 0, 1],
    ]);
    await expect(readPlace(join(folder, 'kinds.parquet'))).rejects.toThrow(
      'has the columns image, id, size, kind, none of which is called like labels; say which by the option label',
    );
    const kinds = await readPlace(join(folder, 'kinds.parquet'), { label: 'kind' });
    expect([kinds.classes, [...(kinds.training?.labels ?? [])]]).toEqual([
      ['a', 'b'],
      [0, 0, 1, 1, 0, 0, 1, 1],
    ]);
  });

  it('that is packed otherwise, or holds no pictures, says so', async () => {
    await expect(readPlace(join(folder, 'zstd.parquet'))).rejects.toThrow(
      'zstd.parquet: is packed by ZSTD; write it with Snappy, gzip or unpacked',
    );
    await expect(readPlace(join(folder, 'text.parquet'))).rejects.toThrow(
      'text.parquet: has the columns text, label, none of pictures; an image column is needed',
    );
  });
});
