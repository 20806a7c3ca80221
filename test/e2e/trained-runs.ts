/**
 * What tests share, made once before the first of them: runs that they look at, trained by the command line, for what a test
 * does not claim of training itself it does not train; and part of MNIST, for those that evaluate a lot and claim nothing of
 * all 10,000 test images.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtInDataset, datasetFiles } from '../../src/main/datasets/find-dataset';
import { parseImages, parseLabels, writeImages, writeLabels } from '../../src/shared/data/sources/idx';
import { presetSpec } from '../../src/shared/spec/presets';
import type { RunSpec } from '../../src/shared/spec/run-spec';
import { root } from './root';

const folder = join(root, 'test-results', 'trained');

/** The first images of MNIST. */
export const fewDigits = join(root, 'test-results', 'few digits');
const FEW = { training: 6000, test: 1000 };

const small = presetSpec('small-cnn');
const two = presetSpec('two-layer');

/** By the name that tests ask for. */
const specs = {
  /** About 95 % of the test images in two seconds. */
  'small-cnn': {
    ...small,
    data: { ...small.data, limit: 8000, validation: 2000 },
    training: { ...small.training, duration: { unit: 'epochs', count: 1 } },
  },
  /** The same of few digits. */
  'small-cnn of few': {
    ...small,
    data: { ...small.data, validation: 1000 },
    training: { ...small.training, duration: { unit: 'epochs', count: 1 } },
  },
  'two-layer': { ...two, training: { ...two.training, duration: { unit: 'iterations', count: 400 } } },
} satisfies Record<string, RunSpec>;

export type TrainedRun = keyof typeof specs;

/** Playwright's global set-up. */
export default function train(): void {
  writeFewDigits();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, spec] of Object.entries(specs)) {
    const runs = mkdtempSync(join(folder, '.'));
    const file = join(runs, 'spec.json');
    writeFileSync(file, JSON.stringify(spec));
    const data = name.endsWith('of few') ? ['--data', fewDigits] : [];
    const parameters = ['train', '--spec', file, '--runs', join(runs, 'runs'), ...data];
    execFileSync(process.execPath, [join(root, 'out/main/cli.js'), ...parameters], { stdio: 'ignore' });
    const [run = ''] = readdirSync(join(runs, 'runs')).filter((each) => !each.startsWith('.'));
    mkdirSync(join(folder, name));
    renameSync(join(runs, 'runs', run), join(folder, name, run));
    rmSync(runs, { recursive: true });
  }
}

function writeFewDigits(): void {
  mkdirSync(fewDigits, { recursive: true });
  const file = (name: string) => ({ name, bytes: new Uint8Array(readFileSync(join(builtInDataset(), name))) });
  for (const [part, { stem, kind }] of Object.entries(datasetFiles)) {
    const name = `${stem}-${kind}-ubyte`;
    const count = part.startsWith('training') ? FEW.training : FEW.test;
    const images = part.endsWith('Images') ? parseImages(file(name)) : null;
    const { shape: [height, width] = [0, 0] } = images ?? {};
    const bytes = images
      ? writeImages({ ...images, count, pixels: images.pixels.subarray(0, count * height * width) })
      : writeLabels(parseLabels(file(name)).subarray(0, count));
    writeFileSync(join(fewDigits, name), bytes);
  }
}

/** Puts a trained run among those of a studio; gives its name. */
export function placeRun(name: TrainedRun, runs: string): string {
  const [run = ''] = readdirSync(join(folder, name));
  cpSync(join(folder, name, run), join(runs, run), { recursive: true });
  return run;
}
