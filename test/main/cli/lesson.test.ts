/** Hand-ins on the command line: what trains again to the same, what was forged, and what cannot be read. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunEvidence } from '@shared/lessons/evidence';
import { noEvidence } from '@shared/lessons/evidence';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { gatherEvidence, withChecksum } from '../../../src/main/lessons/evidence';
import { commandLine } from '../../support/command-line';
import { writeSmallMnist } from '../../support/digits';

const place = mkdtempSync(join(tmpdir(), 'kasane-lesson-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));
const runs = join(place, 'runs');
const { kasane, json } = commandLine(runs);
const data = ['--data', writeSmallMnist(join(place, 'data'), 1500, 300)];

const lesson = {
  ...{ kasane: 'lesson', version: 1, id: 'small', title: 'Small', about: 'Learn a little.' },
  tasks: [
    {
      id: 'learn',
      title: 'Learn',
      text: 'Learn',
      check: { type: 'trained', run: { anyData: true, accuracy: [{ of: 'test', atLeast: 0.3 }] } },
    },
    { id: 'say', title: 'Say', text: 'Say', check: { type: 'written', characters: 3 } },
  ],
};

let trained: RunEvidence;
beforeAll(async () => {
  await json('train', '--iterations', '60', ...data);
  const nowhere = join(place, 'nowhere');
  const [run] = (await gatherEvidence({ runs, searches: nowhere, lab: nowhere, drawings: nowhere }, {})).runs;
  if (!run) throw new Error('nothing was trained');
  trained = await withChecksum(runs, run);
});

/** A file of that student, whose run is told of otherwise than it was. */
function handedIn(student: string, otherwise: Partial<RunEvidence> = {}): string {
  const solved = { at: '2026-11-30', evidence: { ...noEvidence, runs: [{ ...trained, ...otherwise }] } };
  const file = join(place, `${student}.kasane-handin`);
  const tasks = { learn: { solved }, say: { answer: `I am ${student}` } };
  writeFileSync(file, JSON.stringify({ kasane: 'hand-in', version: 1, app: '0.1.0', created: '2026-11-30', student, lesson, tasks }));
  return file;
}

const judged = async (file: string) => {
  const [found] = await json('lesson', 'check', file, '--reproduce', ...data);
  return found;
};

it('a run is trained again to the same bytes and figures', async () => {
  expect(await judged(handedIn('Aki'))).toMatchObject({
    ...{ student: 'Aki', origin: 'unknown', lesson: 'small' },
    tasks: [
      { id: 'learn', solved: true },
      { id: 'say', solved: true, answer: 'I am Aki' },
    ],
    runs: [{ run: trained.folder, seed: 1, same: true, note: null }],
  });
});

it.each<[string, Partial<RunEvidence>, boolean | null, RegExp]>([
  ['better figures', { test: 0.99 }, false, /^test accuracy: 0\.99 was handed in, 0\.\d+ is right$/],
  ['fewer parameters', { parameters: 10 }, false, /^parameters: 10 was handed in, 39760 is right$/],
  ['MNIST’s own test images', { original: true }, false, /^its data are not what is told of them$/],
  ['no checksums of its data', { checksums: {} }, null, /^its data are not those in use/],
  ['trained parameters to begin with', { from: 'imported' }, null, /^it began with trained parameters/],
])('a run that is told of with %s is found out', async (_, otherwise, same, note) => {
  const { runs: found } = await judged(handedIn('Bo', otherwise));
  expect(found).toEqual(same === null && otherwise.from ? [] : [expect.objectContaining({ same, note: expect.stringMatching(note) })]);
});

it('a run of another seed gives other bytes', async () => {
  const { runs: found } = await judged(handedIn('Cy', { spec: { ...trained.spec, seed: 2 } }));
  expect(found).toEqual([expect.objectContaining({ seed: 2, same: false, note: null })]);
});

it('a file that cannot be read costs its own line, and the others are in the table', async () => {
  const bad = join(place, 'bad.kasane-handin');
  writeFileSync(bad, '{');
  const { code, stdout, stderr } = await kasane('lesson', 'check', bad, handedIn('Aki'), '--csv');
  expect([code, stderr.trim().split('\n').length]).toEqual([2, 1]);
  expect(stderr).toContain('kasane: bad.kasane-handin: is no JSON');
  expect(stdout.split('\r\n').filter(Boolean)).toEqual([
    expect.stringMatching(/^file,student,/),
    expect.stringMatching(/^Aki\.kasane-handin,Aki,2026-11-30,Small,unknown,2,2,0,yes,yes,I am Aki,1,$/),
  ]);
});

it('the teacher’s lesson counts, a terminal is not written over, and a lesson of one’s own is looked at', async () => {
  const file = join(place, 'harder.kasane-lesson');
  const harder = structuredClone(lesson);
  (harder.tasks[1]?.check as { characters: number }).characters = 100;
  writeFileSync(file, JSON.stringify(harder));
  const { stdout } = await kasane('lesson', 'check', handedIn('Di\u001b[2J'), '--lesson', file);
  expect(stdout).toContain('Di [2J: Small, 1 of 2 solved');
  expect(stdout).toContain('the lesson in the file differs from that of its id');
  expect(JSON.parse((await kasane('lesson', 'show', file)).stdout)).toMatchObject({ id: 'small' });
  writeFileSync(file, readFileSync(file, 'utf8').replace('"written"', '"wrote"'));
  expect((await kasane('lesson', 'show', file)).stderr).toMatch(/^kasane: harder\.kasane-lesson: tasks\[1\]\.check\.type: /);
});
