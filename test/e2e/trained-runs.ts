/**
 * Runs that tests look at, trained once by the command line before the first of them: what a test does not claim of
 * training itself, it does not train.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { presetSpec } from '../../src/shared/spec/presets';
import type { RunSpec } from '../../src/shared/spec/run-spec';
import { root } from './root';

const folder = join(root, 'test-results', 'trained');

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
  'two-layer': { ...two, training: { ...two.training, duration: { unit: 'iterations', count: 400 } } },
} satisfies Record<string, RunSpec>;

export type TrainedRun = keyof typeof specs;

/** Playwright's global set-up. */
export default function train(): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, spec] of Object.entries(specs)) {
    const runs = mkdtempSync(join(folder, '.'));
    const file = join(runs, 'spec.json');
    writeFileSync(file, JSON.stringify(spec));
    const parameters = ['train', '--spec', file, '--runs', join(runs, 'runs')];
    execFileSync(process.execPath, [join(root, 'out/main/cli.js'), ...parameters], { stdio: 'ignore' });
    const [run = ''] = readdirSync(join(runs, 'runs')).filter((each) => !each.startsWith('.'));
    mkdirSync(join(folder, name));
    renameSync(join(runs, 'runs', run), join(folder, name, run));
    rmSync(runs, { recursive: true });
  }
}

/** Puts a trained run among those of a studio; gives its name. */
export function placeRun(name: TrainedRun, runs: string): string {
  const [run = ''] = readdirSync(join(folder, name));
  cpSync(join(folder, name, run), join(runs, run), { recursive: true });
  return run;
}
