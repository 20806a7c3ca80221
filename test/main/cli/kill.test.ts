/**
 * Trainer and search workers ended at random moments: every run and search is readable afterwards, can be resumed,
 * and in its end is bit for bit what an unbroken one is. The moments are drawn anew each time, by a seed that is printed.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createRandom } from '@shared/random/threefry';
import { presetSpec } from '@shared/spec/presets';
import { bookSearchSpec, bookSpace } from '@shared/studies/book-search';
import { afterAll, expect, it } from 'vitest';
import { commandLine } from '../../support/command-line';
import { writeSmallMnist } from '../../support/digits';
import { byLength } from '../../support/length';

const folder = mkdtempSync(join(tmpdir(), 'kasane-kill-'));
const runs = join(folder, 'runs');
const { json } = commandLine(runs);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Little to evaluate, for every unbroken stretch ends with that. */
const data = byLength(['--data', writeSmallMnist(join(folder, 'data'), 2000, 200)], []);
const KILLS = byLength(3, 20);
/** A search is done again after so many of its kills. */
const ROUNDS = byLength(2, 5);
const HALF_AN_HOUR = 30 * 60_000;
const cli = resolve(import.meta.dirname, '../../../out/main/cli.js');
const seed = Date.now() % 2 ** 32;
console.log(`kill test: seed ${seed}`);
const random = createRandom(seed, 'shuffle');

/** Starts a command in a process group of its own, ends `victim` of it after a random while, and waits until all is over; tells whether there was one. */
async function killed(parameters: string[], longest: number, draw: number, victim: 'all' | 'worker'): Promise<boolean> {
  let hit = false;
  const child = spawn(process.execPath, [cli, ...parameters], {
    env: { ...process.env, KASANE_RUNS: runs },
    stdio: 'ignore',
    detached: true,
  });
  const ended = new Promise<number | null>((done) => child.on('exit', done));
  const timer = setTimeout(
    () => {
      const pid = child.pid ?? 0;
      const [target] = victim === 'all' ? [-pid] : childrenOf(pid);
      hit = target !== undefined && end(target);
    },
    50 + random.uniform(1, draw) * longest,
  );
  await ended;
  clearTimeout(timer);
  return hit;
}

const childrenOf = (pid: number): number[] => {
  const path = `/proc/${pid}/task/${pid}/children`;
  return existsSync(path) ? readFileSync(path, 'utf8').split(' ').filter(Boolean).map(Number) : [];
};

/** False where it has ended by itself. */
function end(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

const sha = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

it(
  'a run that is killed again and again',
  async () => {
    const spec = presetSpec('small-cnn');
    const path = join(folder, 'spec.json');
    const averaging = { type: 'ema', decay: 0.98 };
    const training = { ...spec.training, averaging, keep: 'averaged', duration: { unit: 'iterations', count: byLength(100, 900) } };
    const augmentation = [{ type: 'shift' }, { type: 'noise' }];
    writeFileSync(
      path,
      JSON.stringify({
        ...spec,
        data: { ...spec.data, augmentation, limit: byLength(2000, 6000), validation: byLength(200, 1000) },
        training,
      }),
    );
    const start = performance.now();
    const unbroken = (await json('train', '--spec', path, ...data)).run;
    const unbrokenMilliseconds = performance.now() - start;
    const wanted = sha(join(runs, unbroken, 'parameters.safetensors'));

    let current: string | null = null;
    // Moments are shares of the time that an unbroken run takes, so that most of them lie within it on any machine.
    for (let round = 0, kills = 0; kills < KILLS; round++) {
      const parameters = current ? ['train', '--resume', current] : ['train', '--spec', path, ...data];
      const known = new Set(readdirSync(runs));
      if (await killed(parameters, unbrokenMilliseconds, round, 'all')) kills++;
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
  HALF_AN_HOUR,
);

it(
  'a search whose workers are killed, or that is killed whole, again and again',
  async () => {
    const spec = bookSearchSpec();
    const write = (name: string, content: unknown) => {
      writeFileSync(join(folder, name), JSON.stringify(content));
      return join(folder, name);
    };
    const specFile = write('search.json', {
      ...spec,
      training: { ...spec.training, duration: { unit: 'epochs', count: byLength(3, 27) } },
    });
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
      byLength('18', '200'),
      '--out',
      join(folder, out),
      ...data,
    ];
    const start = performance.now();
    await json(...job('unbroken'));
    const unbrokenMilliseconds = performance.now() - start;
    const wanted = sha(join(folder, 'unbroken', 'results.json'));
    for (let round = 0, kills = 0; kills < KILLS; round++) {
      const out = `broken ${Math.floor(round / ROUNDS)}`;
      const victim = round % 2 === 0 ? 'worker' : 'all';
      if (await killed(job(out), unbrokenMilliseconds / 2, 1000 + round, victim)) kills++;
      if (round % ROUNDS !== ROUNDS - 1) continue;
      await json(...job(out));
      expect(sha(join(folder, out, 'results.json'))).toBe(wanted);
    }
  },
  HALF_AN_HOUR,
);
