import { say } from '@shared/phrase';
import { examineNetwork } from '@shared/spec/examine-network';
import { parseDraft } from '@shared/spec/parse-run-spec';
import { presetSpec, presets } from '@shared/spec/presets';
import type { RunSpec } from '@shared/spec/run-spec';
import { warningsOf } from '@shared/spec/warnings';
import { describe, expect, it } from 'vitest';

const draft = (layers: unknown[], rest: object = {}): RunSpec => parseDraft({ version: 1, name: 'Draft', network: { layers }, ...rest });
const dense = (units: number, weights: object = { type: 'he' }) => ({ type: 'affine', units, weights });
const warnings = (spec: RunSpec) =>
  warningsOf(
    spec,
    examineNetwork(spec.network).layers.filter((layer) => layer !== null),
  );

const cases: readonly [string, RunSpec, string][] = [
  [
    'two dense layers in a row',
    draft([dense(50), { type: 'dropout' }, dense(10)]),
    'no activation stands between Dense and the next Dense',
  ],
  ['an activation before softmax', draft([dense(10), { type: 'relu' }]), 'ReLU stands before softmax'],
  ['weights that all begin as 0', draft([dense(50, { type: 'zeros' }), { type: 'relu' }, dense(10)]), 'all its weights begin as 0'],
  ['sigmoid after He', draft([dense(50), { type: 'sigmoid' }, dense(10)]), 'Sigmoid after He’s initial values; Xavier’s suit it'],
  ['ReLU after Xavier', draft([dense(50, { type: 'xavier' }), { type: 'relu' }, dense(10)]), 'ReLU after Xavier’s initial values'],
  [
    'a fixed deviation in a deep network',
    draft([1, 2, 3].flatMap(() => [dense(50, { type: 'normal' }), { type: 'relu' }]).concat(dense(10, { type: 'normal' }) as never)),
    '4 of 4 layers begin with a fixed standard deviation',
  ],
  [
    'dropout before BatchNorm',
    draft([dense(50), { type: 'relu' }, { type: 'dropout' }, dense(50), { type: 'batch-norm' }, { type: 'relu' }, dense(10)]),
    'Dropout before Batch normalisation',
  ],
  ['a rate too large', draft([dense(10)], { optimizer: { type: 'adam', learningRate: 1 } }), 'a learning rate of 1 is very large for Adam'],
  [
    'a rate too small',
    draft([dense(10)], { optimizer: { type: 'sgd', learningRate: 1e-5 } }),
    'a learning rate of 0.00001 is very small for SGD',
  ],
];

describe('a warning', () => {
  it.each(cases)('is given for %s, and its fix settles it', (_what, spec, text) => {
    const found = warnings(spec);
    expect(found.map((warning) => say(warning.text))).toEqual([expect.stringContaining(text)]);
    const [fix] = found[0]?.fixes ?? [];
    expect(warnings(fix?.apply(spec) ?? spec)).toEqual([]);
  });

  it.each(presets.map(({ name }) => name))('is not given for preset %s', (name) => {
    expect(warnings(presetSpec(name)).map((warning) => say(warning.text))).toEqual([]);
  });
});
