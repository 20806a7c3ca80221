/** Images of other people's, as Debian has them (dataset-fashion-mnist). */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { commandLine } from '../../support/command-line';
import { isLong } from '../../support/length';

const place = '/usr/share/datasets/fashion-mnist';
const isThere = existsSync(place);
if (!isThere) console.log(`no ${place} on this machine: what the small CNN makes of it is not checked here`);

const folder = mkdtempSync(join(tmpdir(), 'kasane-fashion-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const { json } = commandLine(folder);

describe.skipIf(!isThere)('Fashion-MNIST', () => {
  it('is known by its checksums, and has its names', async () => {
    expect(await json('data', place)).toMatchObject({
      source: 'IDX',
      shape: [28, 28, 1],
      classes: ['T-shirt/top', 'Trouser', 'Pullover', 'Dress', 'Coat', 'Sandal', 'Shirt', 'Sneaker', 'Bag', 'Ankle boot'],
      parts: { training: 60_000, validation: 0, test: 10_000, unlabelled: 0 },
      warnings: [],
    });
  });

  it.skipIf(!isLong)('is told apart by the small CNN in five epochs', async () => {
    const { testAccuracy } = await json('train', '--preset', 'small-cnn', '--epochs', '5', '--data', place);
    expect(testAccuracy).toBeGreaterThan(0.9);
  });
});
