import { originals } from '@shared/data/originals';
import { formOf, solve } from '@shared/lessons/checks';
import { meets, valuesAt } from '@shared/lessons/conditions';
import { type Evidence, noEvidence, type RunEvidence } from '@shared/lessons/evidence';
import { type HandIn, judge, parseHandIn } from '@shared/lessons/hand-in';
import { type Lesson, parseLesson } from '@shared/lessons/lesson';
import { shippedLessons } from '@shared/lessons/shipped';
import { csvOf, type Judged, tabulate } from '@shared/lessons/tabulate';
import { type LessonText, textIn } from '@shared/lessons/texts';
import { phrase } from '@shared/phrase';
import { parseRunSpec } from '@shared/spec/parse-run-spec';
import { presetSpec } from '@shared/spec/presets';
import { describe, expect, it } from 'vitest';

const run = (more: Partial<RunEvidence> = {}): RunEvidence => ({
  folder: 'a run',
  created: '2026-11-30T00:00:00.000Z',
  spec: presetSpec('two-layer'),
  changes: [],
  from: 'initial',
  end: 'completed',
  iteration: 10_000,
  parameters: 39_760,
  training: 0.98,
  validation: null,
  test: 0.971,
  mistakes: 290,
  checksums: {},
  original: true,
  sha256: null,
  ...more,
});
const of = (...runs: RunEvidence[]): Evidence => ({ ...noEvidence, runs });
const trained = (wanted: object) => ({ type: 'trained', run: wanted }) as never;
const folders = (found: Partial<Evidence> | null) => found?.runs?.map(({ folder }) => folder) ?? null;

/** Four hidden layers whose weights begin so. */
const hidden = (weights: object, more: readonly object[] = [], optimizer: object = { type: 'sgd', learningRate: 0.1 }) =>
  parseRunSpec({
    version: 3,
    name: 'hidden',
    network: {
      layers: [
        ...[1, 2, 3, 4].flatMap(() => [{ type: 'affine', units: 100, weights }, ...more, { type: 'relu' }]),
        { type: 'affine', units: 10, weights },
      ],
    },
    optimizer,
  });

describe('the lessons that come with Kasane', () => {
  it('are eight, each in English and Japanese, with two hints for every task', () => {
    expect(shippedLessons.map(({ id }) => id)).toEqual([
      'first-network',
      'optimizers',
      'initial-values',
      'batch-norm',
      'overfitting',
      'search',
      'deeper',
      'mistakes',
    ]);
    const isBoth = (text: LessonText) => typeof text !== 'string' && text.ja !== undefined && text.ja !== text.en;
    for (const { id, title, about, source, tasks } of shippedLessons) {
      for (const text of [title, about, source ?? '']) expect(isBoth(text), `${id}: ${textIn(text, 'en')}`).toBe(true);
      for (const task of tasks) {
        expect(task.hints.length, `${id}/${task.id}`).toBe(2);
        for (const text of [task.title, task.text, ...task.hints]) expect(isBoth(text), `${id}: ${textIn(text, 'en')}`).toBe(true);
      }
    }
  });

  it('have no task that nothing done solves already, and none without an answer', () => {
    for (const { id, tasks } of shippedLessons)
      for (const task of tasks) expect(solve(task.check, noEvidence, null), `${id}/${task.id}`).toBeNull();
  });
});

describe('a check of runs', () => {
  it('counts what has ended and is as it is wanted', () => {
    const wanted = trained({ layersOf: 'two-layer', accuracy: [{ of: 'test', atLeast: 0.97 }] });
    expect(folders(solve(wanted, of(run()), null))).toEqual(['a run']);
    expect(solve(wanted, of(run({ test: 0.9699 })), null)).toBeNull();
    expect(solve(wanted, of(run({ test: null })), null)).toBeNull();
    expect(solve(wanted, of(run({ end: 'failed' })), null)).toBeNull();
    expect(solve(wanted, of(run({ spec: presetSpec('four-hidden') })), null)).toBeNull();
    expect(solve(wanted, of(run({ original: false })), null)).toBeNull();
    expect(folders(solve(trained({ anyData: true }), of(run({ original: false })), null))).toEqual(['a run']);
    // What another has trained is no training of one's own.
    expect(solve(trained({}), of(run({ from: 'imported' })), null)).toBeNull();
    expect(folders(solve(trained({ anyBeginning: true }), of(run({ from: 'imported' })), null))).toEqual(['a run']);
  });

  it('goes by layers, settings, parameters and the gap', () => {
    const spec = hidden({ type: 'normal', std: 0.29 }, [{ type: 'batch-norm' }]);
    const found = (wanted: object) => meets(run({ spec }), wanted);
    expect(found({ withLayers: ['batch-norm'], withoutLayers: ['dropout'] })).toBe(true);
    expect(found({ withoutLayers: ['batch-norm'] })).toBe(false);
    expect(found({ settings: [{ path: 'network.layers[*].weights.std', atLeast: 0.28, atMost: 0.3 }] })).toBe(true);
    expect(found({ settings: [{ path: 'network.layers[0].weights.type', is: 'he' }] })).toBe(false);
    // Of nothing nothing is so.
    expect(found({ settings: [{ path: 'network.layers[*].filters', atLeast: 0 }] })).toBe(false);
    expect(found({ parameters: { atMost: 39_759 } })).toBe(false);
    expect(found({ gap: { atLeast: 0.0089, atMost: 0.0091 } })).toBe(true);
    expect(valuesAt(spec, 'network.layers[*].units')).toEqual([100, 100, 100, 100, 10]);
    // Whatever a difference is rounded to.
    expect(meets(run({ training: 1, test: 0.9 }), { gap: { atLeast: 0.1 } })).toBe(true);
    expect(valuesAt(spec, 'training.nothing[3]')).toEqual([]);
  });

  it('of layers that are bypassed, or lie in a block, sees what is at work', () => {
    const layers = [
      { type: 'conv2d', filters: 4 },
      { type: 'residual', layers: [{ type: 'batch-norm' }, { type: 'conv2d', filters: 4 }] },
      { type: 'dropout', ratio: 0.5, bypassed: true },
      { type: 'affine', units: 10 },
    ];
    const spec = parseRunSpec({ version: 3, name: 'x', network: { layers } });
    expect(meets(run({ spec }), { withLayers: ['batch-norm'], withoutLayers: ['dropout'] })).toBe(true);
  });

  it('of what trains by a change goes by that', () => {
    const changed = { ...presetSpec('two-layer'), optimizer: { type: 'adam', learningRate: 0.001 } } as never;
    const by = (is: string) => meets(run({ changes: [{ iteration: 5, spec: changed }] }), { settings: [{ path: 'optimizer.type', is }] });
    expect([by('adam'), by('sgd')]).toEqual([true, false]);
  });

  it('knows what diverged, which is worse than anything', () => {
    const lost = run({ folder: 'lost', end: 'diverged', spec: hidden({ type: 'normal', std: 0.29 }), test: null, iteration: 0 });
    const saved = run({ folder: 'saved', spec: hidden({ type: 'normal', std: 0.29 }, [{ type: 'batch-norm' }]), test: 0.94 });
    const [lose, save] = shippedLessons.find(({ id }) => id === 'batch-norm')?.tasks ?? [];
    expect(folders(solve(lose?.check as never, of(saved, lost), null))).toEqual(['lost']);
    expect(folders(solve(save?.check as never, of(saved, lost), null))).toEqual(['saved', 'lost']);
    expect(solve(save?.check as never, of(saved), null)).toBeNull();
    // One that was stopped, or was not evaluated, shows nothing.
    const early = run({ ...lost, end: 'stopped', iteration: 1, test: 0.1 });
    expect(solve(save?.check as never, of(saved, early), null)).toBeNull();
    expect(solve(save?.check as never, of(saved, run({ ...lost, end: 'completed' })), null)).toBeNull();
    // Not by another learning rate beside it.
    const eased = run({
      ...saved,
      spec: hidden({ type: 'normal', std: 0.29 }, [{ type: 'batch-norm' }], { type: 'sgd', learningRate: 0.01 }),
    });
    expect(solve(save?.check as never, of(eased, lost), null)).toBeNull();
  });
});

describe('other checks', () => {
  it('take a number that is read off a run, and no other', () => {
    const check = { type: 'measured', ask: 'mistakes', run: {} } as never;
    expect(folders(solve(check, of(run()), 290))).toEqual(['a run']);
    expect(folders(solve(check, of(run()), '290'))).toEqual(['a run']);
    expect([solve(check, of(run()), 291), solve(check, of(run()), ''), solve(check, of(run()), null)]).toEqual([null, null, null]);
    expect(formOf(check)).toEqual({ kind: 'number' });
  });

  it.each<[object, Partial<Evidence>, string | number | null, boolean]>([
    [{ type: 'answer', options: ['a', 'b'], right: 1, tolerance: 0 }, {}, 1, true],
    [{ type: 'answer', options: ['a', 'b'], right: 1, tolerance: 0 }, {}, 0, false],
    [{ type: 'answer', options: ['a', 'b'], right: 0, tolerance: 0 }, {}, '', false],
    [{ type: 'answer', number: 0.5, tolerance: 0.01 }, {}, '0.505', true],
    [{ type: 'answer', number: 0.5, tolerance: 0.01 }, {}, 0.52, false],
    [{ type: 'answer', number: 0, tolerance: 0 }, {}, '', false],
    [{ type: 'answer', number: 39_760, tolerance: 0 }, {}, '３９,760', true],
    [{ type: 'written', characters: 5 }, {}, '  because  ', true],
    [{ type: 'written', characters: 5 }, {}, 'so    ', false],
    [{ type: 'drawn', atLeast: 3 }, { drawings: 3 }, null, true],
    [{ type: 'drawn', atLeast: 3 }, { drawings: 2 }, null, false],
    [{ type: 'doubts', atLeast: 2 }, { doubtful: { [originals.testImages]: [1, 2] } }, null, true],
    [{ type: 'doubts', atLeast: 2 }, { doubtful: { [originals.trainingImages]: [1, 2] } }, null, false],
    [{ type: 'experiment', name: 'overfitting', holds: false }, { experiments: [{ name: 'overfitting', holds: false }] }, null, true],
    [{ type: 'experiment', name: 'overfitting', holds: true }, { experiments: [{ name: 'overfitting', holds: false }] }, null, false],
    [
      { type: 'searched', trials: 2, over: ['a'] },
      { searches: [{ folder: 's', method: 'grid', trials: 2, paths: ['a', 'b'] }] },
      null,
      true,
    ],
    [{ type: 'searched', trials: 2, over: ['c'] }, { searches: [{ folder: 's', method: 'grid', trials: 2, paths: ['a'] }] }, null, false],
  ])('%j by %j and %j: %j', (check, evidence, given, solved) => {
    expect(solve(check as never, { ...noEvidence, ...evidence }, given) !== null).toBe(solved);
  });
});

const lesson = {
  kasane: 'lesson',
  version: 1,
  id: 'mine',
  title: 'Mine',
  about: 'One task.',
  tasks: [
    { id: 'one', title: 'One', text: 'Do it', check: { type: 'trained', run: { accuracy: [{ of: 'test', atLeast: 0.9 }] } } },
    { id: 'two', title: 'Two', text: 'Say it', check: { type: 'written' } },
  ],
};

describe('a lesson of a teacher’s own', () => {
  it('is read with what it leaves out', () => {
    expect(parseLesson(lesson, 'mine').tasks.map(({ hints, go }) => [hints, go])).toEqual([
      [[], []],
      [[], []],
    ]);
    expect(textIn('plain', 'ja')).toBe('plain');
    expect(textIn({ en: 'yes', ja: 'はい' }, 'ja')).toBe('はい');
    expect(textIn({ en: 'yes' }, 'ja')).toBe('yes');
  });

  const first = lesson.tasks[0];
  it.each<[string, unknown, RegExp]>([
    ['no lesson', { title: 'x' }, /^f: is no lesson of Kasane/],
    ['of a newer Kasane', { ...lesson, version: 2 }, /^f: version 2 was written by a newer Kasane/],
    ['without tasks', { ...lesson, tasks: [] }, /^f: tasks: /],
    ['of two tasks of one id', { ...lesson, tasks: [first, first] }, /^f: tasks\[1\]\.id: is the id of another task too/],
    ['of an unknown check', { ...lesson, tasks: [{ ...first, check: { type: 'magic' } }] }, /^f: tasks\[0\]\.check\.type: /],
    [
      'that misspells a preset',
      { ...lesson, tasks: [{ ...first, check: { type: 'trained', run: { layersOf: 'two layers' } } }] },
      /^f: tasks\[0\]\.check\.run\.layersOf: .*two-layer/,
    ],
    [
      'that misspells a layer',
      { ...lesson, tasks: [{ ...first, check: { type: 'trained', run: { withLayers: ['batchnorm'] } } }] },
      /^f: tasks\[0\]\.check: batchnorm is none of .*batch-norm/,
    ],
    [
      'that misspells a path',
      { ...lesson, tasks: [{ ...first, check: { type: 'trained', run: { settings: [{ path: 'optimiser.type', is: 'sgd' }] } } }] },
      /^f: tasks\[0\]\.check: optimiser\.type is none of .*optimizer/,
    ],
    [
      'whose right option is none',
      { ...lesson, tasks: [{ ...first, check: { type: 'answer', options: ['a', 'b'], right: 2 } }] },
      /^f: tasks\[0\]\.check: needs options/,
    ],
  ])('%s says where it is wrong', (_, content, message) => {
    expect(() => parseLesson(content, 'f')).toThrow(message);
  });
});

describe('what is handed in', () => {
  const solved = (...runs: RunEvidence[]) => ({ at: '2026-11-30', evidence: of(...runs) });
  const handIn = (student: string, more: object = {}): HandIn =>
    parseHandIn(
      JSON.parse(
        JSON.stringify({
          kasane: 'hand-in',
          version: 1,
          app: '0.1.0',
          created: '2026-11-30',
          student,
          lesson,
          tasks: { one: { solved: solved(run()) }, two: { answer: 'because it is so, I think', hints: 1 } },
          ...more,
        }),
      ),
      'f',
    );
  const judged = (student: string, more: object = {}, given: readonly Lesson[] = []): Judged => ({
    ...judge(handIn(student, more), given),
    file: `${student}.kasane-handin`,
    repeated: null,
  });

  it('is judged by the checks, whatever it claims', () => {
    const { tasks, runs, origin } = judge(handIn('Aki'));
    expect(tasks.map(({ id, solved: is }) => [id, is])).toEqual([
      ['one', true],
      ['two', true],
    ]);
    expect([runs.map(({ folder }) => folder), origin]).toEqual([['a run'], 'unknown']);
    const claimed = judge(handIn('Bo', { tasks: { one: { solved: solved(run({ test: 0.8 })) } } }));
    expect(claimed.tasks.map(({ solved: is }) => is)).toEqual([false, false]);
  });

  it('is judged by the teacher’s lesson where the student’s was made easier', () => {
    const own = parseLesson(lesson, 'mine');
    expect(judged('Aki', {}, [own]).origin).toBe('known');
    const easier = structuredClone(lesson);
    (easier.tasks[0] as { check: unknown }).check = { type: 'trained', run: {} };
    const found = judged('Aki', { lesson: easier, tasks: { one: { solved: solved(run({ test: 0.5 })) } } }, [own]);
    expect([found.origin, found.tasks[0]?.solved]).toEqual(['changed', false]);
  });

  it('becomes a table, and a CSV that no spreadsheet takes for formulas', () => {
    const all = [
      judged('Aki, the first'),
      {
        ...judged('=1+1', { tasks: { two: { answer: '-2', hints: 2 } } }),
        repeated: [
          { same: true, note: null },
          { same: null, note: phrase`its data are not at hand` },
        ],
      },
    ];
    const { heads, rows } = tabulate(all);
    expect(heads).toEqual([
      'file',
      'student',
      'handed in',
      'lesson',
      'lesson is',
      'solved',
      'of',
      'hints',
      'one',
      'two',
      'answer to two',
      'seeds',
      'trained again',
    ]);
    expect(rows[0]?.slice(1)).toEqual([
      'Aki, the first',
      '2026-11-30',
      'Mine',
      'unknown',
      '2',
      '2',
      '1',
      'yes',
      'yes',
      'because it is so, I think',
      '1',
      '',
    ]);
    expect(rows[1]?.slice(5)).toEqual(['0', '2', '2', 'no', 'no', '-2', '', '1 same, 1 not trained']);
    const [, first = '', second = ''] = csvOf({ heads, rows }).split('\r\n');
    expect(first).toContain('"Aki, the first"');
    expect(second).toContain(",'=1+1,");
    expect(second).toContain(',-2,');
  });

  const withRuns = (...runs: readonly unknown[]) => ({
    ...{ kasane: 'hand-in', version: 1, app: '0', created: '', student: 'Aki', lesson },
    tasks: { one: { solved: { at: '', evidence: { ...noEvidence, runs } } } },
  });

  it.each<[string, unknown, RegExp]>([
    ['another file', lesson, /^f: is nothing that was handed in/],
    ['one of a newer Kasane', { kasane: 'hand-in', version: 2 }, /^f: version 2 was written by a newer Kasane/],
    ['one that is damaged', { kasane: 'hand-in', version: 1, student: '' }, /^f: .*the file is damaged/],
    ['one whose spec cannot be', withRuns({ ...run(), spec: { version: 3 } }), /^f: tasks\.one\.solved\.evidence\.runs\.0\.spec: /],
    ['one run that is told of as two', withRuns(run({ test: 0.99 }), run()), /^f: a run: is told of as two runs/],
    [
      'a change after the end',
      withRuns(run({ changes: [{ iteration: 10_001, spec: presetSpec('two-layer') }] })),
      /^f: a run: cannot have been changed so at iteration 10001/,
    ],
    [
      'a change into another network',
      withRuns(run({ changes: [{ iteration: 5, spec: presetSpec('four-hidden') }] })),
      /^f: a run: cannot have been changed so at iteration 5/,
    ],
  ])('%s is refused', (_, content, message) => {
    expect(() => parseHandIn(content, 'f')).toThrow(message);
  });
});
