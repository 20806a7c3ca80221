/** Searches from the command line, with real worker processes. */
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bookSearchSpec, bookSpace } from '@shared/studies/book-search';
import { searchMethods } from '@shared/studies/methods';
import { afterAll, expect, it } from 'vitest';
import { builtInDataset } from '../../../../src/main/datasets/built-in';
import { commandLine } from '../../../support/command-line';
import { writeSmallMnist } from '../../../support/digits';
import { byLength } from '../../../support/length';

const folder = mkdtempSync(join(tmpdir(), 'kasane-search-'));
const { kasane, json, start } = commandLine(join(folder, 'runs'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, content: unknown) => {
  writeFileSync(join(folder, name), JSON.stringify(content));
  return join(folder, name);
};
/** As many as the book's search takes. */
const images = byLength(writeSmallMnist(join(folder, 'data'), 1000, 200), builtInDataset());
const spec = bookSearchSpec();
const EPOCHS = byLength(3, 8);
const specFile = file('spec.json', { ...spec, training: { ...spec.training, duration: { unit: 'epochs', count: EPOCHS } } });
const spaceFile = file('space.json', bookSpace);
const TRIALS = byLength(12, 24);
const job = (out: string, method: string, ...rest: string[]) => [
  ...['search', '--spec', specFile, '--space', spaceFile, '--method', method],
  ...['--trials', String(TRIALS), '--seed', '5', '--out', join(folder, out), '--data', images, ...rest],
];
const results = (out: string) => readFileSync(join(folder, out, 'results.json'), 'utf8');

it.each(searchMethods.map(({ type }) => type))('%s comes to the same bytes on any number of workers', async (method) => {
  const found = await Promise.all(
    byLength(['1', '2'], ['1', '2', '4']).map(async (workers) => {
      const out = `${method} ${workers}`;
      const { best, trials } = await json(...job(out, method, '--workers', workers));
      expect(trials).toBe(TRIALS);
      expect(best.epochs).toBe(EPOCHS);
      return results(out);
    }),
  );
  expect(new Set(found).size).toBe(1);
});

it('never opens the test set: where its files are others, or cut short behind their headers, it comes to the same', async () => {
  const otherTest = join(folder, 'other test');
  cpSync(images, otherTest, { recursive: true });
  for (const name of readdirSync(otherTest).filter((each) => each.startsWith('t10k'))) {
    writeFileSync(join(otherTest, name), readFileSync(join(images, name)).subarray(0, 20));
  }
  await json(...job('other test set', 'random', '--data', otherTest));
  expect(results('other test set')).toBe(results('random 1'));
});

it('interrupted by the user goes on where it was', async () => {
  const out = join(folder, 'interrupted');
  const child = start(...job('interrupted', 'asha', '--workers', '1'));
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const done = () => (existsSync(join(out, 'jobs.jsonl')) ? readFileSync(join(out, 'jobs.jsonl'), 'utf8') : '');
  await expect.poll(() => done().split('\n').length, { interval: 5, timeout: 60_000 }).toBeGreaterThan(4);
  child.kill('SIGINT');
  expect(await ended).toBe(130);
  const before = done().slice(0, done().lastIndexOf('\n') + 1);
  await json(...job('interrupted', 'asha'));
  expect(results('interrupted')).toBe(results('asha 1'));
  expect(done().startsWith(before)).toBe(true); // nothing is done twice
});

it('a torn line of what was done is done again', async () => {
  const out = join(folder, 'torn');
  cpSync(join(folder, 'random 2'), out, { recursive: true });
  const text = readFileSync(join(out, 'jobs.jsonl'), 'utf8');
  writeFileSync(join(out, 'jobs.jsonl'), text.slice(0, Math.floor(text.length * 0.6)));
  rmSync(join(out, 'results.json'));
  await json(...job('torn', 'random'));
  expect(results('torn')).toBe(results('random 1'));
});

it('a job that is lost after the checkpoint it went on from is trained from the start, to the same', async () => {
  const out = join(folder, 'lost');
  cpSync(join(folder, 'asha 2'), out, { recursive: true });
  const lines = readFileSync(join(out, 'jobs.jsonl'), 'utf8').trimEnd().split('\n');
  const lost = lines.findIndex((line) => JSON.parse(line).fromEpoch > 0);
  expect(lost).toBeGreaterThan(0);
  writeFileSync(join(out, 'jobs.jsonl'), `${lines.toSpliced(lost, 1).join('\n')}\n`);
  rmSync(join(out, 'results.json'));
  await json(...job('lost', 'asha'));
  expect(results('lost')).toBe(results('asha 1'));
});

it('refuses a folder that holds another search', async () => {
  const { code, stderr } = await kasane(...job('random 1', 'grid'));
  expect(code).toBe(2);
  expect(stderr).toMatch(/random 1: holds another search; give another folder, or the options it was begun with\n$/);
});

it('a trial that cannot be trained fails alone', async () => {
  const space = file('wild.json', { settings: [{ path: 'optimizer.learningRate', values: [0.01, 100] }] });
  const out = join(folder, 'wild');
  const exploding = file('exploding.json', {
    ...spec,
    network: {
      input: spec.network.input,
      layers: [...Array(8).fill({ type: 'affine', units: 50, weights: { type: 'normal', std: 1 } }), { type: 'affine', units: 10 }],
    },
    training: { ...spec.training, duration: { unit: 'epochs', count: 8 } },
  });
  await json('search', '--spec', exploding, '--space', space, '--method', 'grid', '--out', out);
  const { trials } = JSON.parse(readFileSync(join(out, 'results.json'), 'utf8'));
  expect(trials.map(({ failure }: { failure: string | null }) => failure)).toContain('its loss is no longer a number');
});
