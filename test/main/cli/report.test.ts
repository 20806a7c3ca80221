import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { commandLine } from '../../support/command-line';
import { writeSmallMnist } from '../../support/digits';

const folder = mkdtempSync(join(tmpdir(), 'kasane-report-'));
const { kasane, json } = commandLine(join(folder, 'runs'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const out = join(folder, 'report.html');
const data = ['--data', writeSmallMnist(join(folder, 'data'), 1500, 300)];
const trained: { readonly run: string; readonly testAccuracy: number }[] = [];
beforeAll(async () => {
  for (const rate of ['0.1', '0.2']) trained.push(await json('train', '--iterations', '40', '--learning-rate', rate, ...data));
});
const percent = (share: number) => `${(100 * share).toFixed(2)} % of 300 images`;

it('report tells of one run, with robustness where that is asked for', async () => {
  const [first] = trained;
  expect(await json('report', first?.run ?? '', '--out', out, '--robustness', '20')).toEqual({ file: out, runs: [first?.run] });
  const html = readFileSync(out, 'utf8');
  expect(html).toContain(percent(first?.testAccuracy ?? 0));
  expect(html).toContain('Accuracy on 20 test images');
  expect(html).toContain('The worst mistakes');
});

it('report of several compares them', async () => {
  await json('report', ...trained.map(({ run }) => run), '--out', out);
  const html = readFileSync(out, 'utf8');
  for (const { testAccuracy } of trained) expect(html).toContain(percent(testAccuracy));
  expect(html).toMatch(/<td>Optimizer<\/td><td>SGD: Learning rate 0\.1, [^<]*<\/td><td>SGD: Learning rate 0\.2, /);
  expect(html).toMatch(/McNemar/);
});

it('lab --report writes the figure and its claim', async () => {
  const { code } = await kasane('lab', 'optimizer-race', '--report', out);
  expect(code).toBe(0);
  const html = readFileSync(out, 'utf8');
  for (const part of ['<ellipse', 'It holds: ']) expect(html).toContain(part);
});

it('an unknown run, and a place that cannot be written, are told of before anything is done', async () => {
  const told = async (...parameters: string[]) => {
    const { code, stderr } = await kasane('report', ...parameters);
    return [code, stderr.trim().split('\n').length];
  };
  expect(await told('nowhere', '--out', out)).toEqual([2, 1]);
  expect(await told(trained[0]?.run ?? '', '--out', join(folder, 'none', 'report.html'))).toEqual([2, 1]);
  expect(await told(trained[0]?.run ?? '', '--out', join(folder, 'report.pdf'))).toEqual([2, 1]);
});
