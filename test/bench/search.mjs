import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kasane } from './kasane-cli.mjs';

/** The book's search (ch. 6.5.2): 100 trials of 50 epochs on 500 images, as `kasane search` makes it on all cores. */
export function search() {
  const folder = mkdtempSync(join(tmpdir(), 'kasane-bench-'));
  const file = (name, content) => {
    writeFileSync(join(folder, name), JSON.stringify(content));
    return join(folder, name);
  };
  const weights = { type: 'he' };
  const hidden = Array.from({ length: 6 }, () => [{ type: 'affine', units: 100, weights }, { type: 'relu' }]).flat();
  const spec = {
    version: 1,
    name: 'The book’s search',
    data: { limit: 500, validation: 100 },
    network: { layers: [...hidden, { type: 'affine', units: 10, weights }] },
    optimizer: { type: 'sgd', learningRate: 0.01 },
    training: { batchSize: 100, duration: { unit: 'epochs', count: 50 } },
  };
  const log = (path, from, to) => ({ path, scale: 'log', from, to });
  const space = { version: 1, settings: [log('optimizer.learningRate', 1e-6, 1e-2), log('optimizer.weightDecay', 1e-8, 1e-4)] };
  const { seconds } = kasane(
    ...['search', '--spec', file('spec.json', spec), '--space', file('space.json', space)],
    ...['--trials', '100', '--out', join(folder, 'search')],
  );
  rmSync(folder, { recursive: true, force: true });
  return { 'the book’s search, 100 trials, s': seconds };
}
