/** A design trained several times: the bytes of each are those of a run by itself, also where the group is killed and gone on with. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { commandLine } from '../../support/command-line';
import { writeSmallMnist } from '../../support/digits';

const folder = mkdtempSync(join(tmpdir(), 'kasane-repeats-'));
const runs = join(folder, 'runs');
const { json, kasane } = commandLine(runs);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const data = writeSmallMnist(join(folder, 'data'), 600, 200);
const job = [
  'train',
  '--preset',
  'small-cnn',
  '--epochs',
  '2',
  '--data',
  data,
  '--set',
  'training.averaging.type=ema',
  '--set',
  'training.keep=averaged',
];
const cli = resolve(import.meta.dirname, '../../../out/main/cli.js');

const sha = (run: string) =>
  createHash('sha256')
    .update(readFileSync(join(runs, run, 'parameters.safetensors')))
    .digest('hex');

interface Group {
  readonly repeats: readonly {
    readonly seed: number;
    readonly testAccuracy: number;
    readonly validationAccuracy: number;
    readonly run: string;
  }[];
  readonly mean: Readonly<Record<string, number | null>>;
  readonly deviation: Readonly<Record<string, number | null>>;
  readonly group: string;
}

let group: Group;
beforeAll(async () => {
  group = await json(...job, '--seed', '7', '--repeats', '3', '--threads', '2');
});

it('takes the next seeds, and comes to what a run by itself does', async () => {
  expect(group.repeats.map(({ seed }) => seed)).toEqual([7, 8, 9]);
  expect(new Set(group.repeats.map(({ run }) => sha(run))).size).toBe(3);
  const alone = await json(...job, '--seed', '8', '--threads', '1');
  expect(sha(group.repeats[1]?.run ?? '')).toBe(sha(alone.run));
  expect(group.repeats[1]?.testAccuracy).toBe(alone.testAccuracy);
});

it('tells mean and sample standard deviation', () => {
  const values = group.repeats.map(({ testAccuracy }) => testAccuracy);
  const mean = values.reduce((sum, value) => sum + value, 0) / 3;
  expect(group.mean.testAccuracy).toBeCloseTo(mean, 12);
  expect(group.deviation.testAccuracy).toBeCloseTo(Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 2), 12);
});

it('goes on where it was killed, without training again what was done', async () => {
  const child = spawn(process.execPath, [cli, ...job, '--seed', '7', '--repeats', '3', '--threads', '1'], {
    env: { ...process.env, KASANE_RUNS: runs },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  const before = new Set(readdirSync(runs));
  await new Promise<void>((done) => {
    child.stderr.on('data', (text: Buffer) => {
      if (String(text).includes('1 of 3')) process.kill(-(child.pid ?? 0), 'SIGKILL');
    });
    child.on('exit', () => done());
  });
  const first = readdirSync(runs).find((name) => !name.startsWith('.') && !before.has(name)) ?? '';
  const record = () => JSON.parse(readFileSync(join(runs, first, 'run.json'), 'utf8'));
  const { updated, repeat } = record();
  expect(repeat).toEqual({ group: expect.stringContaining('×3'), number: 1, of: 3 });
  const resumed: Group = await json('train', '--resume', repeat.group);
  expect(record().updated).toBe(updated);
  expect(resumed.repeats.map(({ run }) => sha(run))).toEqual(group.repeats.map(({ run }) => sha(run)));
  expect(resumed.mean.testAccuracy).toBe(group.mean.testAccuracy);
});

it('tells the validation accuracy of the parameters that are kept', () => {
  for (const { run, validationAccuracy } of group.repeats) {
    const lines = readFileSync(join(runs, run, 'metrics.jsonl'), 'utf8')
      .trim()
      .split('\n');
    const averaged = lines.map((line) => JSON.parse(line)).findLast(({ of }) => of === 'average');
    expect(validationAccuracy).toBe(averaged.accuracy);
    expect(JSON.parse(readFileSync(join(runs, run, 'run.json'), 'utf8')).outcome.validation).toBe(averaged.accuracy);
  }
});

it('takes nothing from the others where one fails, and does not train again what would only diverge again', async () => {
  const elsewhere = join(folder, 'diverging');
  const { kasane: kasaneThere, json: jsonThere } = commandLine(elsewhere);
  const diverging = [
    'train',
    '--preset',
    'four-hidden',
    '--epochs',
    '2',
    '--data',
    data,
    '--set',
    'optimizer.type=sgd',
    '--learning-rate',
    '100',
  ];
  const { code, stderr } = await kasaneThere(...diverging, '--repeats', '2', '--threads', '1');
  expect([code, stderr]).toEqual([2, expect.stringContaining('no longer finite')]);
  const listed: { folder: string; state: string; repeat: { group: string } }[] = await jsonThere('runs', 'list');
  expect(listed.map(({ state }) => state)).toEqual(['failed', 'failed']);
  const records = () => listed.map((run) => readFileSync(join(elsewhere, run.folder, 'run.json'), 'utf8'));
  const before = records();
  const again = await kasaneThere('train', '--resume', listed[0]?.repeat.group ?? '');
  expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('no longer finite')]);
  expect(records()).toEqual(before);
});

it.each([
  ['1 repeat', ['--repeats', '1'], 'Give 2 to 20'],
  ['a file for several', ['--repeats', '2', '--out', 'x.npz'], 'cannot be used with'],
])('refuses %s', async (_name, parameters, words) => {
  const { code, stderr } = await kasane('train', ...parameters);
  expect([code, stderr]).toEqual([2, expect.stringContaining(words)]);
});
