/**
 * The same spec and seed give the same bytes: parameters, running statistics, optimizer state and validation record of each
 * preset, on any number of threads, straight through or killed, paused and resumed.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { presetSpec, presets } from '@shared/spec/presets';
import { afterAll, expect, it } from 'vitest';
import { commandLine } from '../../support/command-line';
import { writeSmallMnist } from '../../support/digits';
import { byLength, isLong } from '../../support/length';

const folder = mkdtempSync(join(tmpdir(), 'kasane-determinism-'));
const runs = join(folder, 'runs');
mkdirSync(runs);
const { json, start } = commandLine(runs);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const HALF_AN_HOUR = 30 * 60_000;

/**
 * Short, it is a little more than an epoch of the first images: batches cut into shards of which the last is a partial one, a
 * partial batch, a validation and checkpoints.
 */
const ITERATIONS = byLength(5, 500);
const [LIMIT, VALIDATION] = byLength([500, 100], [11_000, 1000]);
const THREADS = byLength(['1', '3'], ['1', '2', '3', '4']);
const data = byLength(['--data', writeSmallMnist(join(folder, 'data'), LIMIT, 200)], []);

/** The preset on part of the images, so that little time goes into evaluating. */
function job(preset: string, iterations: number): string[] {
  const spec = presetSpec(preset);
  const path = join(folder, `${preset} ${iterations}.json`);
  const training = { ...spec.training, duration: { unit: 'iterations', count: iterations } };
  writeFileSync(path, JSON.stringify({ ...spec, data: { ...spec.data, limit: LIMIT, validation: VALIDATION }, training }));
  return ['train', '--spec', path, ...data];
}

const hash = (run: string, iterations: number) => {
  const checkpoint = `${String(iterations).padStart(8, '0')}.safetensors`;
  const files = [join(runs, run, 'checkpoints', checkpoint), join(runs, run, 'parameters.safetensors')];
  return files.map((file) => createHash('sha256').update(readFileSync(file)).digest('hex')).join(' ');
};

it.each(presets.map(({ name }) => name))(
  `%s on ${THREADS.join(', ')} threads`,
  async (preset) => {
    const hashes: string[] = [];
    for (const threads of THREADS) hashes.push(hash((await json(...job(preset, ITERATIONS), '--threads', threads)).run, ITERATIONS));
    expect(new Set(hashes).size).toBe(1);
  },
  HALF_AN_HOUR,
);

/** Long enough to be interrupted after its first checkpoint and before its last. */
const INTERRUPTED = byLength(200, 500);

it.each(isLong ? ['small-cnn', 'accurate-cnn'] : ['small-cnn'])(
  '%s killed, interrupted and resumed',
  async (preset) => {
    const straight = hash((await json(...job(preset, INTERRUPTED), '--threads', '2')).run, INTERRUPTED);
    const known = new Set(readdirSync(runs));
    const run = () => readdirSync(runs).find((name) => !name.startsWith('.') && !known.has(name));
    /** The newest checkpoint's iteration. */
    const saved = () => {
      const place = join(runs, run() ?? '', 'checkpoints');
      return Math.max(
        -1,
        ...(existsSync(place) ? readdirSync(place).map((file) => Number.parseInt(file, 10)) : []).filter(Number.isFinite),
      );
    };
    const end = async (parameters: string[], after: number, signal: NodeJS.Signals) => {
      const child = start(...parameters);
      const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
      await expect.poll(saved, { interval: 5, timeout: 60_000 }).toBeGreaterThan(after);
      child.kill(signal);
      return ended;
    };
    // Killed as soon as it has a folder: it begins anew from there.
    expect(await end(job(preset, INTERRUPTED), -1, 'SIGKILL')).toBe(null);
    const killedAt = saved();
    expect(await end(['train', '--resume', run() ?? '', '--threads', '1'], killedAt, 'SIGINT')).toBe(130);
    expect(saved()).toBeGreaterThan(killedAt);
    expect(saved()).toBeLessThan(INTERRUPTED);
    await json('train', '--resume', run() ?? '', '--threads', '3');
    expect(hash(run() ?? '', INTERRUPTED)).toBe(straight);
  },
  HALF_AN_HOUR,
);
