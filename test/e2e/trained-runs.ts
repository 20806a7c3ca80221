/**
 * What tests share, made once before the first of them: runs that they look at, trained by the command line, for what a test
 * does not claim of training itself it does not train; and part of MNIST, for those that evaluate a lot and claim nothing of
 * all 10,000 test images.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtInDataset } from '../../src/main/datasets/built-in';
import { parseImages, parseLabels, writeImages, writeLabels } from '../../src/shared/data/sources/idx-file';
import { presetSpec } from '../../src/shared/spec/presets';
import type { RunSpec } from '../../src/shared/spec/run-spec';
import { root } from './root';

const folder = join(root, 'test-results', 'trained');
/** Which run is which, by the names of their folders. */
const list = join(folder, 'list.json');

/** The first images of MNIST, so many of each set. */
export const fewDigits = join(root, 'test-results', 'few digits');
export const FEW = { training: 6000, test: 500 };

const short = (preset: string, count: number, data: Partial<RunSpec['data']> = {}): RunSpec => {
  const spec = presetSpec(preset);
  const training = { ...spec.training, duration: { unit: 'iterations', count } } as const;
  return { ...spec, data: { ...spec.data, ...data }, training };
};

/** By the name that tests ask for, in the order in which they are trained. */
const specs = {
  /** About 95 % of the test images in two seconds. */
  'small-cnn': short('small-cnn', 94, { limit: 8000, validation: 2000 }),
  'two-layer': short('two-layer', 400),
  // All of few digits.
  'small-cnn of few': short('small-cnn', 79, { validation: 1000 }),
  'two-layer of few': short('two-layer', 60),
  'longer two-layer of few': short('two-layer', 90),
  'deep-cnn of few': short('deep-cnn', 1, { limit: 200 }),
} satisfies Record<string, RunSpec>;

export type TrainedRun = keyof typeof specs;

/** Playwright's global set-up. */
export default function train(): void {
  rmSync(join(root, 'test-results', 'settings'), { recursive: true, force: true });
  writeFewDigits();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const names: Record<string, string> = {};
  for (const [name, spec] of Object.entries(specs)) {
    const file = join(folder, '.spec.json');
    writeFileSync(file, JSON.stringify(spec));
    const data = name.endsWith('of few') ? ['--data', fewDigits] : [];
    const parameters = ['train', '--spec', file, '--runs', folder, '--json', ...data];
    const told = execFileSync(process.execPath, [join(root, 'out/main/cli.js'), ...parameters], { stdio: ['ignore', 'pipe', 'ignore'] });
    names[name] = JSON.parse(String(told)).run;
  }
  writeFileSync(list, JSON.stringify(names));
}

function writeFewDigits(): void {
  mkdirSync(fewDigits, { recursive: true });
  const file = (name: string) => ({ name, bytes: new Uint8Array(readFileSync(join(builtInDataset(), name))) });
  for (const name of ['train-images-idx3-ubyte', 'train-labels-idx1-ubyte', 't10k-images-idx3-ubyte', 't10k-labels-idx1-ubyte']) {
    const count = name.startsWith('train') ? FEW.training : FEW.test;
    const images = name.includes('images') ? parseImages(file(name)) : null;
    const { shape: [height, width] = [0, 0] } = images ?? {};
    const bytes = images
      ? writeImages({ ...images, count, pixels: images.pixels.subarray(0, count * height * width) })
      : writeLabels(parseLabels(file(name)).subarray(0, count));
    writeFileSync(join(fewDigits, name), bytes);
  }
}

/** Puts a trained run among those of a studio; gives its name. */
export function placeRun(name: TrainedRun, runs: string): string {
  const run: string = JSON.parse(readFileSync(list, 'utf8'))[name];
  cpSync(join(folder, run), join(runs, run), { recursive: true });
  return run;
}
