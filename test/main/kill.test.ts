/**
 * Trainer and search workers ended at random moments: every run and search is readable afterwards, can be gone on with,
 * and in its end is bit for bit what an unbroken one is. The moments are drawn anew each time, by a seed that is printed.
 */
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createRandom } from '@shared/random/threefry';
import { bookSearchSpec, bookSpace } from '@shared/search/book-search';
import { presetSpec } from '@shared/spec/presets';
import { afterAll, expect, it } from 'vitest';
import { commandLine } from '../support/command-line';

const folder = mkdtempSync(join(tmpdir(), 'kasane-kill-'));
const runs = join(folder, 'runs');
const { json } = commandLine(runs);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const KILLS = 20;
const TEN_MINUTES = 600_000;
const cli = resolve(import.meta.dirname, '../../out/main/cli.js');
const seed = Date.now() % 2 ** 32;
console.log(`kill test: seed ${seed}`);
const random = createRandom(seed, 'shuffle');

/** Starts a command in a process group of its own, ends `victim` of it after a random while, and waits until all is over. */
async function killed(parameters: string[], longest: number, draw: number, victim: 'all' | 'worker'): Promise<boolean> {
  const child = spawn(process.execPath, [cli, ...parameters], {
    env: { ...process.env, KASANE_RUNS: runs },
    stdio: 'ignore',
    detached: true,
  });
  const ended = new Promise<number | null>((done) => child.on('exit', done));
  const timer = setTimeout(
    () => {
      if (victim === 'all') process.kill(-(child.pid ?? 0), 'SIGKILL');
      else for (const worker of childrenOf(child.pid ?? 0).slice(0, 1)) process.kill(worker, 'SIGKILL');
    },
    50 + random.uniform(1, draw) * longest,
  );
  const code = await ended;
  clearTimeout(timer);
  return code === null;
}

function childrenOf(pid: number): number[] {
  try {
    return execFileSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' })
      .trim()
      .split(/\s+/)
      .map(Number)
      .filter(Boolean);
  } catch {
    return [];
  }
}

const sha = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

it(
  'a run that is killed again and again',
  async () => {
    const spec = presetSpec('small-cnn');
    const path = join(folder, 'spec.json');
    const training = { ...spec.training, duration: { unit: 'iterations', count: 900 } };
    const augmentation = [{ type: 'shift' }, { type: 'noise' }];
    writeFileSync(path, JSON.stringify({ ...spec, data: { ...spec.data, augmentation, limit: 6000, validation: 1000 }, training }));
    const unbroken = (await json('train', '--spec', path)).run;
    const wanted = sha(join(runs, unbroken, 'parameters.safetensors'));

    let kills = 0;
    let current: string | null = null;
    while (kills < KILLS) {
      const parameters = current ? ['train', '--resume', current] : ['train', '--spec', path];
      const known = new Set(readdirSync(runs));
      if (await killed(parameters, 3500, kills, 'all')) kills++;
      current ??= readdirSync(runs).find((name) => !name.startsWith('.') && !known.has(name)) ?? null;
      const listed: { folder: string; state: string }[] = await json('runs', 'list');
      for (const { state } of listed) expect(['completed', 'interrupted']).toContain(state);
      const state = listed.find((run) => run.folder === current)?.state;
      if (state === 'completed') {
        expect(sha(join(runs, current ?? '', 'parameters.safetensors'))).toBe(wanted);
        current = null;
      }
    }
    if (current) {
      await json('train', '--resume', current);
      expect(sha(join(runs, current, 'parameters.safetensors'))).toBe(wanted);
    }
  },
  TEN_MINUTES,
);

it(
  'a search whose workers are killed, or that is killed whole, again and again',
  async () => {
    const spec = bookSearchSpec();
    const write = (name: string, content: unknown) => {
      writeFileSync(join(folder, name), JSON.stringify(content));
      return join(folder, name);
    };
    const specFile = write('search.json', { ...spec, training: { ...spec.training, duration: { unit: 'epochs', count: 27 } } });
    const spaceFile = write('space.json', bookSpace);
    const job = (out: string) => [
      'search',
      '--spec',
      specFile,
      '--space',
      spaceFile,
      '--method',
      'asha',
      '--trials',
      '200',
      '--out',
      join(folder, out),
    ];
    await json(...job('unbroken'));
    const wanted = sha(join(folder, 'unbroken', 'results.json'));
    for (let round = 0, kills = 0; kills < KILLS; round++) {
      const out = `broken ${Math.floor(round / 5)}`;
      const victim = round % 2 === 0 ? 'worker' : 'all';
      const ended = await killed(job(out), 2500, 1000 + round, victim);
      if (ended || victim === 'worker') kills++;
      if (round % 5 !== 4) continue;
      await json(...job(out));
      expect(sha(join(folder, out, 'results.json'))).toBe(wanted);
    }
  },
  TEN_MINUTES,
);
