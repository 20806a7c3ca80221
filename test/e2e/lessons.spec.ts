import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { answerDialogs, openFewDigits } from './dialogs';
import { expectAccessible } from './page-checks';
import { drawOn, ended, expect, field, poll, root, show, startTraining, test } from './studio';

const cli = (...parameters: readonly string[]) =>
  execFileSync(process.execPath, [join(root, 'out/main/cli.js'), ...parameters], { encoding: 'utf8' });

const task = (page: Page, id: string) => page.locator(`[data-task="${id}"]`);
const isSolved = (page: Page, id: string) => expect(task(page, id)).toHaveAttribute('data-solved', 'true');

async function showLessons(page: Page, id: string): Promise<void> {
  await show(page, 'Lab');
  await page.getByText('Lessons', { exact: true }).click();
  await page.locator(`[data-lesson="${id}"]`).click();
}

/** A lesson for part of MNIST, as a teacher writes one. */
const lesson = {
  kasane: 'lesson',
  version: 1,
  id: 'few-digits',
  title: 'A few digits',
  about: 'Learn from part of MNIST.',
  tasks: [
    {
      id: 'train',
      title: 'Train Two-layer',
      text: 'Train the two-layer network.',
      hints: ['Press Train.', 'Press it now.'],
      go: [{ to: 'design', preset: 'two-layer' }],
      check: { type: 'trained', run: { layersOf: 'two-layer', accuracy: [{ of: 'test', atLeast: 0.5 }], anyData: true } },
    },
    { id: 'count', title: 'Count', text: 'How many mistakes?', check: { type: 'measured', ask: 'mistakes', run: { anyData: true } } },
    { id: 'say', title: 'Say', text: 'What is the capital of learning?', check: { type: 'written', characters: 5 } },
    { id: 'draw', title: 'Draw', text: 'Save a drawing.', check: { type: 'drawn', atLeast: 1 } },
  ],
};

test('a teacher’s lesson is opened, solved by what is done, handed in, and trained again to the same bytes', async ({
  studio: { app, page, folder, screenshot, restart },
}) => {
  await openFewDigits(app, page);
  await showLessons(page, 'first-network');
  await expect(page.locator('[data-lesson]')).toHaveCount(8);
  const file = join(folder, 'few-digits.kasane-lesson');
  writeFileSync(file, JSON.stringify(lesson));
  await answerDialogs(app, file);
  await page.getByRole('button', { name: 'Open a lesson…' }).click();
  await expect(page.getByTestId('lesson-progress')).toHaveText('Solved: 0 of 4 tasks');

  // Hints come one after the other, and are counted.
  await task(page, 'train').getByRole('button', { name: 'Show hint 1 of 2' }).click();
  await expect(task(page, 'train').getByTestId('hint')).toHaveText(['Hint 1 Press Train.']);
  await task(page, 'train').getByRole('button', { name: 'Show hint 2 of 2' }).click();
  await expect(task(page, 'train').getByTestId('hint')).toHaveCount(2);

  await task(page, 'train').getByRole('button', { name: 'Design: Two-layer' }).click();
  await page.getByRole('tab', { name: 'Training' }).click();
  await field(page, 'Iterations').fill('200');
  await startTraining(page);
  const accuracy = Number.parseFloat(await ended(page)) / 100;
  await expect(page.getByText('Solved: Train Two-layer')).toBeVisible();
  await page.getByRole('button', { name: 'To the lesson' }).click();
  await isSolved(page, 'train');

  const count = task(page, 'count');
  await count.getByRole('textbox').fill('1');
  await count.getByRole('button', { name: 'Check' }).click();
  await expect(count.getByText('Not right yet.')).toBeVisible();
  const { images, mistakes } = await page.evaluate(async () => {
    const reply = await window.kasane.requests.getState();
    const test = reply.ok ? reply.answer.run?.state.evaluations.test?.evaluation : undefined;
    return { images: test?.images ?? 0, mistakes: (test?.images ?? 0) - (test?.correct ?? 0) };
  });
  expect(1 - mistakes / images).toBeCloseTo(accuracy, 3);
  await count.getByRole('textbox').fill(String(mistakes));
  await count.getByRole('button', { name: 'Check' }).click();
  await isSolved(page, 'count');
  await task(page, 'say').getByRole('textbox').fill('Practice');
  await task(page, 'say').getByRole('button', { name: 'Save' }).click();
  await isSolved(page, 'say');
  await screenshot('lesson');
  await show(page, 'Draw');
  await drawOn(page, [
    [
      [140, 40],
      [140, 240],
    ],
  ]);
  await page.getByRole('button', { name: 'Save the drawing with label 1' }).click();
  await show(page, 'Lab');
  await isSolved(page, 'draw');
  await expect(page.getByTestId('lesson-progress')).toHaveText('Solved: 4 of 4 tasks');

  // It is all there in the next session, without the run.
  const next = await restart('kill');
  await showLessons(next.page, 'few-digits');
  await expect(next.page.getByTestId('lesson-progress')).toHaveText('Solved: 4 of 4 tasks');
  const handed = join(folder, 'aki.kasane-handin');
  await answerDialogs(next.app, handed);
  await field(next.page, 'Your name').fill('Aki');
  await next.page.getByRole('button', { name: 'Hand in…' }).click();
  await poll(() => existsSync(handed)).toBe(true);
  await expect(next.page.getByText(`Written to ${handed}`)).toBeVisible();

  // The command line and the dialog for teachers say the same, and train the run again to the same bytes.
  const few = await next.page.evaluate(async () => {
    const reply = await window.kasane.requests.listDatasets();
    return reply.ok ? (reply.answer[0]?.folder ?? '') : '';
  });
  const [judged] = JSON.parse(cli('lesson', 'check', handed, '--reproduce', '--data', few, '--json').trim().split('\n').at(-1) ?? '');
  expect(judged.tasks.map(({ id, solved }: { id: string; solved: boolean }) => [id, solved])).toEqual([
    ['train', true],
    ['count', true],
    ['say', true],
    ['draw', true],
  ]);
  expect(judged.runs).toEqual([{ run: expect.stringContaining('Two-layer'), seed: 1, same: true, note: null }]);
  const [heads = '', row = ''] = cli('lesson', 'check', handed, '--csv').split('\r\n');
  expect(heads).toContain('file,student,handed in,lesson,lesson is,solved,of,hints,train,count,say,draw,');
  expect(row).toMatch(/^aki\.kasane-handin,Aki,[^,]+,A few digits,unknown,4,4,2,yes,yes,yes,yes,/);

  await openFewDigits(next.app, next.page);
  await answerDialogs(next.app, handed);
  await next.page.getByRole('button', { name: 'Check hand-ins…' }).click();
  const table = next.page.getByTestId('hand-ins');
  await expect(table.locator('[data-student="Aki"]')).toContainText('4 of 4');
  await next.page.getByRole('button', { name: 'Train their runs again' }).click();
  await expect(table).toContainText('the same bytes');
  await next.screenshot('hand-ins');
  await expectAccessible(next.page, 'hand-ins', '[role=dialog]');
  const csv = join(folder, 'hand-ins.csv');
  await answerDialogs(next.app, csv);
  await next.page.getByRole('button', { name: 'Save as CSV…' }).click();
  await poll(() => existsSync(csv)).toBe(true);
  expect(readFileSync(csv, 'utf8')).toContain(',Aki,');
});

test('a lesson and a hand-in are opened by double click, and what is wrong with one is said', async ({ studio: { folder, restart } }) => {
  const file = join(folder, 'few-digits.kasane-lesson');
  writeFileSync(file, JSON.stringify(lesson));
  const opened = await restart('close', [file]);
  await expect(opened.page.getByTestId('lesson-progress')).toHaveText('Solved: 0 of 4 tasks');
  await expect(opened.page.locator('[data-lesson="few-digits"]')).toHaveAttribute('aria-current', 'true');
  writeFileSync(file, JSON.stringify({ ...lesson, tasks: [{ ...lesson.tasks[0], check: { type: 'magic' } }] }));
  const refused = await opened.restart('close', [file]);
  await expect(refused.page.getByText(/few-digits\.kasane-lesson: tasks\[0\]\.check\.type/)).toBeVisible();
  // What was handed in opens the table of teachers; what is damaged has its own line there.
  const [good, bad] = ['good', 'bad'].map((name) => join(folder, `${name}.kasane-handin`)) as [string, string];
  const tasks = { say: { answer: 'Practice', hints: 1 } };
  writeFileSync(
    good,
    JSON.stringify({ kasane: 'hand-in', version: 1, app: '0.1.0', created: '2026-11-30', student: 'Aki', lesson, tasks }),
  );
  writeFileSync(bad, '{');
  const judged = await refused.restart('close', [good, bad]);
  await expect(judged.page.locator('[data-student="Aki"]')).toContainText('1 of 4');
  await expect(judged.page.getByText(/^bad\.kasane-handin: is no JSON/)).toBeVisible();
});
