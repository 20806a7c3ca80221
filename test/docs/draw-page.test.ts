import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { webPageHalf } from '@shared/exchange/networks/formats/web-page';
import { contentOf, documentOf } from '@shared/exchange/networks/web-page/document';
import { toHalf } from '@shared/formats/float-types';
import { describe, expect, it } from 'vitest';
import { readShippedModel } from '../../src/main/models/shipped-model';

const root = resolve(import.meta.dirname, '../..');
const bytes = readFileSync(resolve(root, 'docs/accurate-cnn.half.html'));

describe('docs/accurate-cnn.half.html, which “npm run docs” brings up to date', () => {
  it('is as the page’s source makes it', () => {
    const page = bytes.toString('utf8');
    const networks = JSON.parse(contentOf(page) ?? '[]');
    // No comparison of a megabyte is printed.
    expect(page === documentOf('Accurate CNN', networks)).toBe(true);
  });

  it('holds the network that comes with Kasane', async () => {
    const { tensors, spec } = await readShippedModel(resolve(root, 'resources/models/accurate-cnn'));
    const read = webPageHalf.read(bytes, 'accurate-cnn.half.html', {});
    expect(read.told?.spec).toMatchObject({ network: JSON.parse(JSON.stringify(spec.network)) });
    expect(read.told?.testAccuracy).toBeGreaterThan(0.995);
    for (const [index, { name, values }] of tensors.entries())
      expect(
        values.every((value, at) => read.tensors[index]?.values[at] === toHalf(value)),
        name,
      ).toBe(true);
  });
});
