/**
 * Every experiment with the book's constants and its usual seed: what it claims holds, and is what docs/results.md says. The
 * quick ones are done from the command line; of the long ones the recorded results are taken, unless tests are long.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { experiments } from '@shared/lab/experiments';
import { findExperiment } from '@shared/lab/find-experiment';
import { isPhrase, say } from '@shared/phrase';
import { afterAll, expect, it } from 'vitest';
import { commandLine } from '../../../support/command-line';
import { byLength, isLong } from '../../../support/length';
import { recordedExperiment, recordedExperiments } from '../../../support/recorded-lab';

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

const withClaims = experiments.map(({ name }) => name).filter((name) => name !== 'ranking');

it.each(withClaims.filter((name) => isLong || !recordedExperiments.includes(name)))(
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
    if (recordedExperiments.includes(name)) expect(withoutTimes(found)).toEqual(withoutTimes(recordedExperiment(name).results));
  },
  TEN_MINUTES,
);

/** Seconds are no two times the same. */
const withoutTimes = (value: unknown) => JSON.parse(JSON.stringify(value, (key, inner) => (/seconds/i.test(key) ? undefined : inner)));

it.each(recordedExperiments)('what %s came to holds, and is what the documents say', (name) => {
  const { controls, results: found } = recordedExperiment(name);
  const experiment = findExperiment(name);
  const claim = experiment.claim(experiment.controls.parse(controls), found);
  const text = claim && (isPhrase(claim.text) ? say(claim.text) : claim.text);
  expect({ holds: claim?.holds, text }).toMatchObject({ holds: true });
  expect(results).toContain(`| \`${name}\` | ${text} |`);
  expect(experiment.figure(controls, found).kind).toBeTruthy();
});

const variants: readonly (readonly [string, string])[] = [
  ['activation=relu', 'with He'],
  ['activation=tanh', 'lie at the ends'],
  ['design=four-hidden', 'layers with an activation'],
];

it.each(byLength(variants.slice(0, 1), variants))('lab activations --set %s', async (set, told) => {
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
    text: expect.stringMatching(`^Two-layer( 2)?, seed 4, ${best} ± .* below`),
  });
});
