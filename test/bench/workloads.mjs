/**
 * The networks that are timed against others, all on real MNIST: W1 the first app's job; W2 a dense network, W3 a small
 * convolutional one and W4 the book's deep one, an epoch each. Peers build the same networks with their own means.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const affine = (units, weights = { type: 'he', distribution: 'normal' }) => ({ type: 'affine', units, weights });
const conv = (filters, padding = 1) => ({ type: 'conv2d', filters, kernel: 3, padding });
const relu = { type: 'relu' };
const pool = { type: 'max-pool' };
const dropout = { type: 'dropout', ratio: 0.5 };
const small = { type: 'normal', std: 0.01 };
const adam = { type: 'adam', learningRate: 0.001 };

const workload = (name, layers, optimizer, batchSize, duration, sampling) => ({
  version: 1,
  name,
  seed: 1,
  data: { validation: 0 },
  network: { input: [28, 28, 1], layers },
  optimizer,
  training: { batchSize, duration, sampling },
});

const epoch = { unit: 'epochs', count: 1 };
const deep = [16, 32, 64].flatMap((filters) => [conv(filters), relu, conv(filters, filters === 32 ? 2 : 1), relu, pool]);

const trainings = {
  W1: workload(
    '784-50-10, sigmoid, SGD, 10,000 × 100',
    [affine(50, small), { type: 'sigmoid' }, affine(10, small)],
    { type: 'sgd', learningRate: 0.1 },
    100,
    { unit: 'iterations', count: 10_000 },
    'replacement',
  ),
  W2: workload(
    '784-512-256-10, ReLU, Adam, an epoch of 128',
    [affine(512), relu, affine(256), relu, affine(10)],
    adam,
    128,
    epoch,
    'epochs',
  ),
  W3: workload(
    'two convolutions, Adam, an epoch of 128',
    [conv(16), relu, pool, conv(32), relu, pool, affine(128), relu, dropout, affine(10)],
    adam,
    128,
    epoch,
    'epochs',
  ),
  W4: workload(
    'the book’s six convolutions, Adam, an epoch of 100',
    [...deep, affine(50), relu, dropout, affine(10), dropout],
    adam,
    100,
    epoch,
    'epochs',
  ),
};

const folder = mkdtempSync(join(tmpdir(), 'kasane-bench-specs-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** Their spec files by name. */
export const specFiles = Object.fromEntries(
  Object.entries(trainings).map(([name, spec]) => {
    const file = join(folder, `${name}.json`);
    writeFileSync(file, JSON.stringify(spec));
    return [name, file];
  }),
);
