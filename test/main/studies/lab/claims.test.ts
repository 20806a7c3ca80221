/** Every experiment from the command line, with the book's constants and its usual seed: what it claims holds, and is what docs/results.md says. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { experiments } from '@shared/lab/experiments';
import { afterAll, expect, it } from 'vitest';
import { commandLine } from '../../../support/command-line';

const folder = mkdtempSync(join(tmpdir(), 'kasane-lab-'));
const { kasane, json } = commandLine(folder);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const TEN_MINUTES = 600_000;
const results = readFileSync(resolve(import.meta.dirname, '../../../../docs/results.md'), 'utf8');

async function lab(...parameters: string[]) {
  const { code, stdout, stderr } = await kasane('lab', ...parameters, '--json');
  const { claim, ...rest } = JSON.parse(stdout.trim().split('\n').at(-1) || 'null') ?? {};
  return { code, stderr, claim, ...rest };
}

it.each(experiments.map(({ name }) => name).filter((name) => name !== 'ranking'))(
  'lab %s',
  async (name) => {
    const { code, claim, stderr, figure, results: found, seconds, dataset } = await lab(name);
    expect({ code, claim: claim?.text, holds: claim?.holds, stderr: code === 0 ? '' : stderr }).toMatchObject({ code: 0, holds: true });
    expect(results).toContain(`| \`${name}\` | ${claim.text} |`);
    // The whole of it: every part, in words without places to fill.
    expect(figure.kind).toBeTruthy();
    expect(JSON.stringify(figure)).not.toContain('"template"');
    expect(Object.keys(found).length).toBeGreaterThan(2);
    expect(Object.values(claim.numbers).every((number) => typeof number === 'number')).toBe(true);
    expect(seconds).toBeGreaterThan(0);
    expect(dataset.trainingImages).toBe('6bbc9ace898e44ae57da46a324031adb');
  },
  TEN_MINUTES,
);

it.each([
  ['activation=relu', 'with He'],
  ['activation=tanh', 'lie at the ends'],
  ['design=four-hidden', 'layers with an activation'],
])('lab activations --set %s', async (set, told) => {
  const { code, claim } = await lab('activations', '--set', set);
  expect({ code, ...claim }).toMatchObject({ code: 0, holds: true, text: expect.stringContaining(told) });
});

it('lab ranking takes the best run there is, and says where one is not above the book’s', async () => {
  expect(await lab('ranking')).toMatchObject({ code: 0, claim: null });
  for (const iterations of ['20', '60']) await json('train', '--limit', '2000', '--iterations', iterations, '--seed', '4');
  const accuracies = (await json('runs', 'list')).map(({ test }: { test: number }) => test);
  const best = (Math.max(...accuracies) * 100).toFixed(2);
  const { code, claim } = await lab('ranking');
  expect({ code, ...claim }).toMatchObject({
    code: 1,
    holds: false,
    text: expect.stringMatching(`^Two-layer, seed 4, ${best} ± .* below`),
  });
});
