import { findKind } from '@shared/kind';
import { layerKinds } from '@shared/nn/layers';
import { MOST_DEPTH } from '@shared/nn/layers/block';
import { say, words } from '@shared/phrase';
import { examineNetwork } from '@shared/spec/examine-network';
import { parseDraft, parseRunSpec } from '@shared/spec/parse-run-spec';
import type { Problem } from '@shared/spec/problem';
import type { RunSpec } from '@shared/spec/run-spec';
import { describe, expect, it, vi } from 'vitest';

const draft = (...layers: unknown[]): RunSpec => parseDraft({ version: 1, name: 'Draft', network: { layers } });
const dense = (units: number) => ({ type: 'affine', units, weights: { type: 'he' } });
const examined = (spec: RunSpec) => examineNetwork(spec.network);
const only = (spec: RunSpec): Problem => {
  const { problems } = examined(spec);
  expect(problems).toHaveLength(1);
  return problems[0] as Problem;
};
const types = (spec: RunSpec) => spec.network.layers.map(({ type, bypassed }) => (bypassed ? `(${type})` : type));

describe('a network of which nothing fits', () => {
  /** How often a layer of that kind is made of its settings while something is done: what takes the time. */
  function made(type: string, work: () => void): number {
    const spy = vi.spyOn(findKind(layerKinds, type), 'create');
    work();
    const { length } = spy.mock.calls;
    spy.mockRestore();
    return length;
  }
  const pools = (count: number) =>
    draft(dense(10), ...Array.from({ length: count }, (_, place) => ({ type: 'max-pool', window: 2 + (place % 60) })));
  const nested = (depth: number): object => (depth === 0 ? { type: 'relu' } : { type: 'residual', layers: [nested(depth - 1)] });

  it('is examined in a time that grows with its layers, and those that were examined are not again', () => {
    const spec = pools(199);
    const first = made('max-pool', () => expect(examined(spec).problems).toHaveLength(199));
    expect(first).toBeLessThan(10 * 199);
    expect(made('max-pool', () => examined(pools(50)))).toBeLessThan(10 * 50 + 300);
  });

  it('describes each block once, however deep they are nested', () => {
    const spec = draft(nested(MOST_DEPTH), dense(10));
    expect(made('relu', () => expect(examined(spec).problems).toEqual([]))).toBeLessThan(10);
    const count = made('residual', () => examined(draft(nested(MOST_DEPTH), dense(10))));
    expect(count).toBeLessThan(2 * MOST_DEPTH);
  });

  it('tells of blocks that are nested deeper than any', () => {
    const spec = draft(nested(40), dense(10));
    const count = made('residual', () =>
      expect(say(examined(spec).problems[0]?.text ?? words(''))).toBe('blocks are nested 40 deep; use at most 12 within one another'),
    );
    expect(count).toBeLessThan(3);
  });
});

describe('a network in the making', () => {
  it('that is empty is told how to end, and the fix makes it one that can be trained', () => {
    const spec = draft();
    const { fixes } = only(spec);
    expect(fixes.map(({ label }) => say(label))).toEqual(['Add a dense layer of 10 units']);
    expect(() => parseRunSpec(fixes[0]?.apply(spec))).not.toThrow();
  });

  it('with a kernel larger than its input says so at that layer, and offers what would fit', () => {
    const spec = draft({ type: 'max-pool', window: 4, stride: 4 }, { type: 'conv2d', kernel: 9, padding: 'valid' }, dense(10));
    const { layer, path, text, fixes } = only(spec);
    expect([layer, path, say(text)]).toEqual([
      1,
      'network.layers[1].kernel',
      '9 is larger than its input 7×7; use at most 7 or add padding',
    ]);
    expect(fixes.map(({ label }) => say(label))).toEqual(['Use 7', 'Add padding 1', 'Move it before Max pooling', 'Switch it off']);
    for (const fix of fixes) expect(examined(fix.apply(spec)).problems, say(fix.label)).toEqual([]);
  });

  it('with branches of other sizes says which, and offers to keep height and width; a layer within them its own fixes', () => {
    const branch = (...layers: object[]) => layers;
    const sizes = draft({ type: 'parallel', branches: [branch({ type: 'conv2d' }), branch({ type: 'max-pool' }), []] }, dense(10));
    const { path, text, fixes } = only(sizes);
    expect([path, say(text)]).toEqual([
      'network.layers[0].branches',
      'they give 28×28×16, 14×14×1, 28×28×1, which cannot be joined along the channels; let all give the same height and width',
    ]);
    expect(say(fixes[0]?.label ?? words(''))).toBe('Keep height and width in all of them');
    expect(examined(fixes[0]?.apply(sizes) ?? sizes).problems).toEqual([]);
    const inner = draft(
      {
        type: 'parallel',
        branches: [branch({ type: 'conv2d', kernel: 28, padding: 'valid' }), branch({ type: 'conv2d', kernel: 31, padding: 'valid' })],
      },
      dense(10),
    );
    expect(only(inner).path).toBe('network.layers[0].branches[1][0].kernel');
    expect(only(inner).fixes.map(({ label }) => say(label))).toContain('Use 28');
  });

  it('looks past what does not fit or is bypassed, and shows the shapes of the rest', () => {
    const { layers, problems } = examined(draft(dense(50), { type: 'conv2d' }, { ...dense(30), bypassed: true }, dense(10)));
    expect(layers.map((layer) => layer?.output.join('×') ?? null)).toEqual(['50', null, null, '10']);
    expect(problems.map(({ layer }) => layer)).toEqual([1]);
  });

  it('with a convolution behind dense layers offers the place where it fits', () => {
    const spec = draft({ type: 'conv2d' }, { type: 'relu' }, dense(50), { type: 'conv2d' }, dense(10));
    const [first] = only(spec).fixes;
    expect(first && say(first.label)).toBe('Move it before Dense');
    expect(first && types(first.apply(spec))).toEqual(['conv2d', 'relu', 'conv2d', 'affine', 'affine']);
  });

  it('that gives another number of scores than digits offers to change the last layer, or to add one', () => {
    const spec = draft(dense(50), { type: 'relu' }, dense(12), { ...dense(10), bypassed: true });
    const { layer, fixes } = only(spec);
    expect(layer).toBe(2);
    expect(fixes.map((fix) => say(fix.label))).toEqual(['Use 10 units', 'Add a dense layer of 10 units']);
    for (const fix of fixes) expect(examined(fix.apply(spec)).problems).toEqual([]);
  });

  it('fixes what is wrong within a residual block', () => {
    const spec = draft(
      { type: 'max-pool', window: 4, stride: 4 },
      { type: 'residual', layers: [{ type: 'conv2d', filters: 4 }] },
      dense(10),
    );
    const problem = only(spec);
    expect(say(problem.text)).toBe('they give 7×7×4, their input is 7×7×1; switch the projection on or keep the shape');
    expect(examined(problem.fixes[0]?.apply(spec) ?? spec).problems).toEqual([]);
    const inside = draft(
      { type: 'max-pool', window: 4, stride: 4 },
      { type: 'residual', layers: [{ type: 'conv2d', filters: 1, kernel: 8, padding: 'valid' }] },
      dense(10),
    );
    expect(only(inside).path).toBe('network.layers[1].layers[0].kernel');
  });
});

describe('a bypassed layer', () => {
  it('survives the way through a file, and is left out of the work', () => {
    const spec = parseRunSpec({ version: 1, name: 'Bypassed', network: { layers: [{ ...dense(30), bypassed: true }, dense(10)] } });
    const again = parseRunSpec(JSON.parse(JSON.stringify(spec)));
    expect(again).toEqual(spec);
    expect(examined(again).layers.map((layer) => layer?.parameterCount ?? null)).toEqual([null, 7850]);
  });
});
