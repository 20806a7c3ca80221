/**
 * The same spec and seed give the same bytes: parameters, running statistics, optimizer state and validation record after
 * 500 iterations of each preset, on any number of threads, straight through or killed, paused and gone on with.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { presetSpec, presets } from '@shared/spec/presets';
import { afterAll, expect, it } from 'vitest';
import { commandLine } from '../../support/command-line';

const folder = mkdtempSync(join(tmpdir(), 'kasane-determinism-'));
const runs = join(folder, 'runs');
const { json, start } = commandLine(runs);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const HALF_AN_HOUR = 30 * 60_000;

/** The preset on part of the images, so that little time goes into evaluating. */
function job(preset: string): string[] {
  const spec = presetSpec(preset);
  const path = join(folder, `${preset}.json`);
  const training = { ...spec.training, duration: { unit: 'iterations', count: 500 } };
  writeFileSync(path, JSON.stringify({ ...spec, data: { ...spec.data, limit: 11_000, validation: 1000 }, training }));
  return ['train', '--spec', path];
}

const hash = (run: string) => {
  const files = [join(runs, run, 'checkpoints', '00000500.safetensors'), join(runs, run, 'parameters.safetensors')];
  return files.map((file) => createHash('sha256').update(readFileSync(file)).digest('hex')).join(' ');
};

const straight = new Map<string, string>();

it.each(presets.map(({ name }) => name))(
  '%s on 1, 2, 3 and 4 threads',
  async (preset) => {
    const hashes: string[] = [];
    for (const threads of ['1', '2', '3', '4']) hashes.push(hash((await json(...job(preset), '--threads', threads)).run));
    expect(new Set(hashes).size).toBe(1);
    straight.set(preset, hashes[0] ?? '');
  },
  HALF_AN_HOUR,
);

it.each(['small-cnn', 'accurate-cnn'])(
  '%s killed, interrupted and gone on with',
  async (preset) => {
    const known = new Set(readdirSync(runs));
    const run = () => readdirSync(runs).find((name) => !known.has(name));
    /** The newest checkpoint's iteration. */
    const saved = () => {
      const folder = join(runs, run() ?? '', 'checkpoints');
      return Math.max(
        -1,
        ...(existsSync(folder) ? readdirSync(folder).map((file) => Number.parseInt(file, 10)) : []).filter(Number.isFinite),
      );
    };
    const end = async (parameters: string[], after: number, signal: NodeJS.Signals) => {
      const child = start(...parameters);
      const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
      await expect.poll(saved, { interval: 5, timeout: 60_000 }).toBeGreaterThan(after);
      child.kill(signal);
      return ended;
    };
    expect(await end(job(preset), 0, 'SIGKILL')).toBe(null);
    const killedAt = saved();
    expect(await end(['train', '--resume', run() ?? '', '--threads', '1'], killedAt, 'SIGINT')).toBe(130);
    expect(saved()).toBeGreaterThan(killedAt);
    expect(saved()).toBeLessThan(500);
    await json('train', '--resume', run() ?? '', '--threads', '3');
    expect(hash(run() ?? '')).toBe(straight.get(preset));
  },
  HALF_AN_HOUR,
);
