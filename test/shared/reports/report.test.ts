/** Reports: what they say of runs and experiments, and that the page holds it in either language. */
import { emptyConfusion } from '@shared/analysis/confusion';
import { DIGIT_CLASSES } from '@shared/data/digits/digit-classes';
import { resultsAtOnce } from '@shared/lab/experiment';
import { experiments } from '@shared/lab/experiments';
import { phrase, say } from '@shared/phrase';
import { figureHtml, thinned } from '@shared/reports/figures/figure';
import { domainOf, ticksOf } from '@shared/reports/figures/svg';
import { reportHtml } from '@shared/reports/html';
import { labReport } from '@shared/reports/lab-report';
import { numberText } from '@shared/reports/numbers';
import type { ReportedRun } from '@shared/reports/reported-run';
import { runReport } from '@shared/reports/run-report';
import { parseRunSpec } from '@shared/spec/parse-run-spec';
import { presetSpec } from '@shared/spec/presets';
import { noLabel } from '@shared/spec/run-label';
import { describe, expect, it } from 'vitest';
import { recordedExperiment, recordedExperiments } from '../../support/recorded-lab';

const english = { language: 'en', say };
const run = (change: Partial<ReportedRun> = {}): ReportedRun => ({
  ...{ name: 'Mine', folder: '2026-11-30 Mine', created: '2026-11-30T10:00:00.000Z', app: '0.1.0', spec: presetSpec('accurate-cnn') },
  ...{ changes: [], label: noLabel, from: 'initial', machine: { processor: 'A & B', engine: 'wide' } },
  dataset: { name: 'MNIST', checksums: { testImages: 'abc' }, isBuiltIn: true },
  ...{ iteration: 3, seconds: 1.5, validations: [{ iteration: 3, loss: 0.5, accuracy: 0.8 }] },
  metrics: { iterations: [1, 2, 3], losses: [2, 1, 0.5], accuracies: [0.1, 0.5, 0.8], learningRates: [0.1, 0.1, 0.05] },
  evaluated: { test: { images: 1000, correct: 900 } },
  ...{ test: null, missing: null, robustness: null },
  ...change,
});
const test = (predicted: readonly number[]) => ({
  classes: DIGIT_CLASSES,
  labels: Uint8Array.from(predicted.keys(), (index) => index % 10),
  predicted: Uint8Array.from(predicted),
  confusion: emptyConfusion(10),
  mistakes: [{ image: 0, label: 0, predicted: 6, probability: 0.987, pixels: new Uint8Array(784).fill(7), width: 28, channels: 1 }],
});

describe('a report on a run', () => {
  it('has what it is, what it came to, and how to have it again', () => {
    const label = { ...noLabel, notes: 'First line.\nA <b> second.', tags: ['ch. 6', 'mine'] };
    const changed = {
      iteration: 2,
      spec: { ...presetSpec('accurate-cnn'), optimizer: { ...presetSpec('accurate-cnn').optimizer, weightDecay: 0.5 } },
    };
    const html = reportHtml(runReport([run({ label, test: test([6, 1, 2]), changes: [changed] })]), english);
    for (const text of [
      '<h1>Mine</h1>',
      '90.00 % of 1,000 images (95 %: 87.98 % to 91.71 %)', // Wilson's interval of 900 of 1000
      'Residual block',
      '48 filters 3×3, same',
      'Learning rate while it trained',
      'Confusion matrix',
      '0 → 6, 98.70 %',
      'data:image/png;base64,',
      'First line.',
      'A &lt;b&gt; second.',
      'Tags: ch. 6, mine',
      '<td>optimizer.weightDecay</td>',
      'MD5 of testImages',
      'A &amp; B, engine wide',
      'initial values',
      'kasane runs reproduce &quot;2026-11-30 Mine&quot;',
    ])
      expect(html).toContain(text);
    // A run that was changed on the way is no spec alone.
    expect(html).not.toContain('spec.json');
    expect(html).not.toMatch(/<script|https?:\/\//);
  });

  it('of an unchanged one has its spec, and says what is not there', () => {
    const html = reportHtml(runReport([run({ evaluated: {} })]), english);
    expect(html).toContain('kasane train --spec spec.json');
    expect(html).toContain(JSON.stringify(presetSpec('accurate-cnn')).replaceAll('"', '&quot;'));
    expect(html).toContain('It has not been evaluated on its test images.');
    expect(html).not.toContain('<h2>Mistakes</h2>');
  });

  it('of other data and of a file says what it takes to have it again', () => {
    const dataset = { name: 'Shapes', checksums: {}, isBuiltIn: false };
    const missing = phrase`The test images are not evaluated: ${'gone'}`;
    const html = reportHtml(runReport([run({ dataset, from: 'imported', missing, validations: [] })]), english);
    for (const text of ['parameters from a file', '--data PLACE', 'PLACE is where the dataset “Shapes” is', 'not evaluated: gone'])
      expect(html).toContain(text);
    expect(html).not.toContain('spec.json');
    expect(html).not.toContain('d="M"');
  });

  it('escapes whatever names hold, numbers long class names, and cuts deep networks into pieces', () => {
    const classes = Array.from({ length: 12 }, (_, index) => `<b>a class with a long name ${index}</b>`);
    const layers = [
      ...Array.from({ length: 30 }, () => [{ type: 'affine', units: 8 }, { type: 'relu' }]).flat(),
      { type: 'affine', units: 10 },
    ];
    const spec = parseRunSpec({ version: 3, name: 'Deep', network: { layers } });
    const deep = run({ spec, name: '</h1><script>alert(1)</script>', test: { ...test([6, 1]), classes, confusion: emptyConfusion(12) } });
    const html = reportHtml(runReport([deep]), english);
    expect(html).not.toMatch(/<script|<b>/);
    expect(html).toMatch(/<th scope="col">11<\/th>/);
    expect([...html.matchAll(/aria-label="The layers/g)]).toHaveLength(4);
  });

  it('of several tells what differs, and whether that is chance', () => {
    const runs = [run({ test: test([6, 1, 2, 3]) }), run({ name: 'Other', spec: presetSpec('two-layer'), test: test([0, 1, 2, 3]) })];
    const html = reportHtml(runReport(runs), english);
    expect(html).toContain('<h1>Mine · Other</h1>');
    expect(html).toContain('not significant (p = 1)');
    expect(html).toMatch(/<td>Network<\/td><td>[^<]*28×28×1-48c[^<]*<\/td><td>784-50-10<\/td>/);
    expect(html).not.toContain('<td>Early stopping</td>');
    expect(html).toContain('<h2>Other: Network</h2>');
  });

  it('speaks the language that it is asked in', () => {
    const html = reportHtml(runReport([run()]), { language: 'ja', say: (phrase) => `「${say(phrase)}」` });
    expect(html).toContain('<html lang="ja">');
    expect(html).toContain('<h2>「Result」</h2>');
  });
});

describe('a report on an experiment', () => {
  it.each(experiments.filter(({ instant }) => instant).map((each) => [each.name, each] as const))('%s', (_name, experiment) => {
    const controls = experiment.controls.parse({});
    const html = reportHtml(labReport(experiment, controls, resultsAtOnce(experiment, controls)), english);
    expect(html).toMatch(/It holds: |makes no claim/);
    expect(html).toContain(`kasane lab ${experiment.name}`);
  });

  it.each(recordedExperiments)('%s, as it was recorded', (name) => {
    const experiment = experiments.find((each) => each.name === name);
    if (!experiment) throw new Error(`there is no ${name}`);
    const { controls, results } = recordedExperiment(name);
    const figure = figureHtml(experiment.figure(controls, results), english);
    expect(figure).toMatch(/<svg|<table/);
    expect(figure).not.toMatch(/NaN|undefined|Infinity/);
  });
});

describe('figures', () => {
  it('have round ticks, and powers of ten on logarithmic axes', () => {
    expect(ticksOf([0, 1], 'linear', 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(ticksOf([13, 87], 'linear', 4)).toEqual([20, 40, 60, 80]);
    expect(ticksOf([0.0005, 20], 'log', 5)).toEqual([0.001, 0.01, 0.1, 1, 10]);
    expect(domainOf([], { label: { template: '', values: [] } })).toEqual([0, 1]);
    expect(domainOf([3, 3], { label: { template: '', values: [] } })).toEqual([2.5, 3.5]);
  });

  it('of a long curve keep its peaks', () => {
    const points = Array.from({ length: 100_000 }, (_, at) => [at, at === 54_321 ? 9 : 1] as const);
    const few = thinned(points);
    expect(few.length).toBeLessThan(2000);
    expect(few.find(([, value]) => value === 9)).toEqual([54_321, 9]);
    expect([few[0], few.at(-1)]).toEqual([points[0], points.at(-1)]);
  });

  it('write numbers so that they can be read', () => {
    expect([0, 12, 1234.5678, 0.123456, 0.00001, Number.NaN].map((value) => numberText(value, 'en'))).toEqual([
      '0',
      '12',
      '1,235',
      '0.1235',
      '1e-5',
      '–',
    ]);
  });
});
