import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { encode } from 'fast-png';
import { createRandom } from '../../src/shared/random/threefry';
import signs from '../fixtures/signs.json' with { type: 'json' };
import { byLength } from '../support/length';
import { answerDialogs } from './dialogs';
import { drawOn, expect, field, poll, runState, show, test } from './studio';

type Stroke = readonly (readonly [number, number])[];

const names = Object.keys(signs);
/** Drawings of each class; twelve, or so many that what is drawn next is still read. */
const OF_EACH = byLength(6, 12);

const random = createRandom(7, 'sampling');
/** The same sign by another movement of the hand, by its number. */
function drawn(name: string, number: number): readonly Stroke[] {
  const draw = (part: number) => random.uniform(number, part + 100 * names.indexOf(name)) - 0.5;
  const [angle, size, slant] = [0.3 * draw(0), 1 + 0.3 * draw(1), 0.3 * draw(2)];
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
  return (signs[name as keyof typeof signs] ?? []).map((stroke, at) =>
    stroke.map(([x = 0, y = 0], point) => {
      const [left, top] = [x - 140 + 14 * draw(10 * at + point + 3), y - 140 + 14 * draw(10 * at + point + 50)];
      const leaning = left + slant * top;
      return [140 + size * (cosine * leaning - sine * top) + 30 * draw(98), 140 + size * (sine * leaning + cosine * top) + 30 * draw(99)];
    }),
  );
}

const button = (page: Page, name: string) => page.getByTestId('class-strip').locator(`[data-class="${name}"]`);
const counts = async (page: Page) =>
  Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, Number(await button(page, name).getAttribute('data-count'))] as const)),
  );
const next = (page: Page) => page.getByTestId('next-class').getAttribute('data-class');
const predicted = async (page: Page) => names[Number(await page.getByTestId('bars').first().getAttribute('data-predicted'))];

async function makeSet(page: Page): Promise<void> {
  await show(page, 'Draw');
  await page.getByRole('button', { name: 'New set…' }).click();
  const dialog = page.getByRole('dialog');
  await field(page, 'Name').fill('signs');
  for (const [index, name] of names.entries()) await field(page, `Class ${index + 1}`).fill(name);
  await dialog.getByRole('button', { name: 'Start drawing' }).click();
  await expect(dialog).toBeHidden();
}

/** Draws what comes next and saves it: by its button, by its key, or by Enter. */
async function drawNext(page: Page, number: number): Promise<void> {
  const name = (await next(page)) ?? '';
  const before = (await counts(page))[name] ?? 0;
  await drawOn(page, drawn(name, number));
  if (number % 3 === 0) await button(page, name).click();
  else await page.keyboard.press(number % 3 === 1 ? 'Enter' : 'abc'.charAt(names.indexOf(name)));
  await expect(button(page, name)).toHaveAttribute('data-count', String(before + 1));
}

test('three classes are drawn by mouse, trained, and new drawings are read', async ({ studio: { app, page, folder, screenshot } }) => {
  await makeSet(page);
  await expect(page.getByText('Draw い, then press a')).toBeVisible();
  await screenshot('set-empty');
  const train = page.getByRole('button', { name: 'Train on it' });
  await expect(train).toHaveAttribute('aria-disabled', 'true');
  for (let number = 0; number < 3 * OF_EACH; number++) await drawNext(page, number);
  expect(await counts(page)).toEqual({ い: OF_EACH, つ: OF_EACH, キ: OF_EACH });

  await train.click();
  await poll(async () => (await runState(page))?.state.status.phase, { timeout: 60_000 }).toBe('finished');
  const trained = await runState(page);
  expect(trained?.state.spec.network.classes).toEqual(names);
  expect(trained?.state.trainingImages).toBe(byLength(13, 25));
  expect(trained?.state.spec.data.augmentation.length).toBeGreaterThan(0);
  await expect(page.getByTestId('set-status')).toContainText('drawings that were put aside for testing');
  // One goes on drawing all the while.
  await expect(page.getByTestId('class-strip')).toBeVisible();
  const wrong: string[] = [];
  const last = byLength(106, 112);
  for (let number = 100; number < last; number++) {
    const name = names[number % 3] ?? '';
    await drawOn(page, drawn(name, number));
    if ((await predicted(page)) !== name) wrong.push(`${name} ${number}`);
    if (number === last - 1) await screenshot('set-trained');
    await page.keyboard.press('Escape');
  }
  expect(wrong.length, wrong.join(', ')).toBeLessThanOrEqual(1);

  // More of them train it further, from what it has learnt.
  for (let number = 200; number < 203; number++) await drawNext(page, number);
  await expect(page.getByTestId('set-status')).toContainText('3 drawings are newer than the network');
  await page.getByRole('button', { name: `Train further on ${3 * OF_EACH + 3} drawings` }).click();
  await poll(async () => (await runState(page))?.state.id).toBe((trained?.state.id ?? 0) + 1);
  await poll(async () => (await runState(page))?.state.status.phase, { timeout: 60_000 }).toBe('finished');
  const further = await runState(page);
  expect(further?.state.from).toBe('imported');
  expect(further?.state.trainingImages).toBeGreaterThan(trained?.state.trainingImages ?? 0);
  await drawOn(page, drawn('つ', 300));
  expect(await predicted(page)).toBe('つ');
  await page.keyboard.press('Escape');

  // It is given away, and taken in elsewhere as it was.
  const zip = join(folder, 'signs.zip');
  await answerDialogs(app, zip);
  await page.getByRole('button', { name: 'Set', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Save the set as a zip…' }).click();
  await poll(() => existsSync(zip)).toBe(true);
  await page.getByRole('button', { name: 'Set', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Delete the set' }).click();
  await expect(page.getByTestId('class-strip')).toBeHidden();
  await page.getByRole('button', { name: 'Set', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Open a set from a file…' }).click();
  await expect(page.getByText(`${3 * OF_EACH + 3} drawings added; 0 were there already.`)).toBeVisible();
  expect(await counts(page)).toEqual({ い: OF_EACH + 1, つ: OF_EACH + 1, キ: OF_EACH + 1 });
});

test('drawings of a set are taken back, moved, deleted, and pictures become some by being dropped on a class', async ({
  studio: { page, screenshot, restart },
}) => {
  await makeSet(page);
  for (let number = 0; number < 4; number++) await drawNext(page, number);
  expect(await counts(page)).toEqual({ い: 2, つ: 1, キ: 1 });
  // Saving is undone with the strokes back on the sheet, stroke by stroke from there, and made again.
  const pad = page.getByTestId('pad');
  await page.keyboard.press('Control+z');
  await poll(() => counts(page)).toEqual({ い: 1, つ: 1, キ: 1 });
  await expect(pad).toHaveAttribute('data-strokes', '2');
  await page.keyboard.press('Control+z');
  await expect(pad).toHaveAttribute('data-strokes', '1');
  await page.keyboard.press('Control+Shift+z');
  await expect(pad).toHaveAttribute('data-strokes', '2');
  await page.keyboard.press('Control+Shift+z');
  await poll(() => counts(page)).toEqual({ い: 2, つ: 1, キ: 1 });
  await expect(pad).toHaveAttribute('data-strokes', '0');

  await page.getByRole('button', { name: 'つ, drawing 1' }).click();
  await page.getByRole('menuitem', { name: 'キ' }).click();
  await poll(() => counts(page)).toEqual({ い: 2, つ: 0, キ: 2 });
  await page.getByRole('button', { name: 'い, drawing 1' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await poll(() => counts(page)).toEqual({ い: 1, つ: 0, キ: 2 });
  // All the way back, through what was done before, and forth again.
  for (let step = 0; step < 3; step++) await page.keyboard.press('Control+z');
  await poll(() => counts(page)).toEqual({ い: 1, つ: 1, キ: 1 });
  await page.keyboard.press('Control+Shift+z');
  await poll(() => counts(page)).toEqual({ い: 2, つ: 1, キ: 1 });

  const [side, stroke] = [40, 8];
  const data = new Uint8Array(side * side).fill(255);
  for (let row = 8; row < 32; row++) data.fill(0, row * side + 16, row * side + 16 + stroke);
  const png = (pixels: Uint8Array) => [...encode({ width: side, height: side, channels: 1, depth: 8, data: pixels })];
  await button(page, 'つ').evaluate(
    (target, [ink, blank]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(ink ?? [])], 'ink.png', { type: 'image/png' }));
      transfer.items.add(new File([Uint8Array.from(blank ?? [])], 'blank.png', { type: 'image/png' }));
      target.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
    },
    [png(data), png(new Uint8Array(side * side).fill(255))],
  );
  await poll(() => counts(page)).toEqual({ い: 2, つ: 2, キ: 1 });
  await expect(page.getByText(/1 picture added\. blank\.png: holds no ink/)).toBeVisible();
  await screenshot('set-dropped');

  await page.getByRole('button', { name: 'Set', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Name and classes…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Remove class 1' })).toHaveAttribute('aria-disabled', 'true');
  await dialog.getByRole('button', { name: 'Add class' }).click();
  await field(page, 'Class 4').fill('つ');
  await expect(dialog.getByText('Each class needs a name of its own.')).toBeVisible();
  await field(page, 'Class 4').fill('ロ');
  await screenshot('set-edit');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(button(page, 'ロ')).toHaveAttribute('data-count', '0');

  const again = await restart('kill');
  await show(again.page, 'Draw');
  await again.page.getByRole('combobox', { name: 'Set to draw into' }).click();
  await again.page.getByRole('option', { name: 'signs' }).click();
  await expect(button(again.page, 'ロ')).toBeVisible();
  expect(await counts(again.page)).toEqual({ い: 2, つ: 2, キ: 1 });
});
