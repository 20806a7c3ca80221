import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { byLength, isLong } from '../support/length';
import { answerDialogs, openFewDigits } from './dialogs';
import { drawOn, expect, percent, poll, root, show, test } from './studio';
import { FEW } from './trained-runs';

const count = async (page: Page) =>
  Number(((await page.getByTestId('gallery-count').textContent()) ?? '').split(' ')[0]?.replaceAll(',', ''));

test('from a confusion cell to a digit, to the sheet, to another answer', async ({ studio: { page, folder, open, screenshot } }) => {
  // At hand, it is the one that predicts in Draw too.
  const run = await open('small-cnn');
  const { outcome } = JSON.parse(readFileSync(join(folder, 'user', 'runs', run, 'run.json'), 'utf8'));
  await show(page, 'Inspect');
  await expect(page.getByTestId('inspect-accuracy')).toHaveText(percent(outcome.test));
  // The cell with the most mistakes, found and pressed by keys.
  const grid = page.getByRole('grid', { name: 'Confusion matrix' });
  const cells = grid.locator('[data-kind=wrong]');
  const counts = (await cells.allTextContents()).map(Number);
  const cell = cells.nth(counts.indexOf(Math.max(...counts)));
  const [row = 0, column = 0] = ((await cell.getAttribute('data-cell')) ?? '').split('-').map(Number);
  await grid.locator('[data-cell="0-0"]').focus();
  for (let step = 0; step < row; step++) await page.keyboard.press('ArrowDown');
  for (let step = 0; step < column; step++) await page.keyboard.press('ArrowRight');
  await expect(cell).toBeFocused();
  await page.keyboard.press('Enter');
  expect(await count(page)).toBe(Math.max(...counts));
  await screenshot('inspect-cell');

  const tile = page.getByRole('option').first();
  await expect(tile).toHaveAttribute('aria-label', new RegExp(`: ${row} predicted as ${column},`));
  const image = Number(await tile.getAttribute('data-image'));
  await tile.click();
  const detail = page.getByTestId('digit-detail');
  await expect(detail.getByRole('heading', { name: 'Occlusion' })).toBeVisible();
  await expect(detail.getByRole('heading', { name: /1 · Convolution/ })).toBeVisible();
  await screenshot('inspect-digit');
  if (counts.some((each) => each > 1)) {
    await page.keyboard.press('ArrowRight');
    await expect(detail).not.toHaveAttribute('aria-label', `Image ${image}`);
    await page.keyboard.press('ArrowLeft');
    await expect(detail).toHaveAttribute('aria-label', `Image ${image}`);
  }

  await detail.getByRole('button', { name: 'Send to Draw' }).click();
  await expect(page.getByTestId('answers')).toHaveAttribute('aria-busy', 'false');
  const bars = page.getByTestId('bars');
  await expect(bars).toHaveAttribute('data-predicted', String(column));
  const before = await bars.textContent();
  await drawOn(page, [
    [
      [60, 40],
      [220, 240],
    ],
    [
      [220, 40],
      [60, 240],
    ],
  ]);
  await poll(() => bars.textContent()).not.toBe(before);
});

test('two networks are compared; matrix and gallery are saved', async ({ studio: { app, page, folder, place } }) => {
  await openFewDigits(app, page);
  await place('small-cnn of few');
  await show(page, 'Inspect');
  await expect(page.getByTestId('inspect-accuracy')).toBeVisible();
  const wrong = async () =>
    Number((/^([\d,]+) of/.exec((await page.getByTestId('gallery-count').textContent()) ?? '')?.[1] ?? '').replaceAll(',', ''));
  const first = await wrong();
  await page.getByRole('combobox', { name: 'Network to compare with' }).click();
  await page.getByRole('option', { name: /comes with Kasane/ }).click();
  await expect(page.getByTestId('mcnemar')).toContainText('the second is better');
  const card = page.getByRole('region', { name: 'Second against first' });
  const figure = async (name: RegExp) => Number((/\d+/.exec((await card.getByRole('button', { name }).textContent()) ?? '') ?? ['0'])[0]);
  const [fixed, bothWrong, broken] = [await figure(/Fixed/), await figure(/Both wrong/), await figure(/Newly broken/)];
  expect(fixed + bothWrong).toBe(first);
  await card.getByRole('button', { name: /Newly broken/ }).click();
  expect(await count(page)).toBe(broken);
  await card.getByRole('button', { name: /Newly broken/ }).click();

  const save = async (region: ReturnType<typeof page.getByRole>, kind: string, file: string) => {
    await answerDialogs(app, join(folder, file));
    await region.getByRole('button', { name: 'Save as…' }).click();
    await page.getByRole('menuitem', { name: kind }).click();
    await expect(page.getByRole('menu')).toHaveCount(0);
    await expect(page.getByText(`Saved to ${join(folder, file)}`)).toBeVisible();
    await page.getByRole('button', { name: 'Close' }).click();
    return readFileSync(join(folder, file));
  };
  const matrix = page.getByRole('region', { name: 'Confusion matrix' });
  const csv = (await save(matrix, 'Table (CSV)', 'matrix.csv')).toString().trim().split('\n');
  expect(csv).toHaveLength(11);
  expect(
    csv
      .slice(1)
      .flatMap((line) => line.split(',').slice(1).map(Number))
      .reduce((sum, each) => sum + each, 0),
  ).toBe(FEW.test);
  expect((await save(matrix, 'Picture (PNG)', 'matrix.png')).subarray(1, 4).toString()).toBe('PNG');
  const main = page.getByRole('main');
  const gallery = main.locator('div', { has: page.getByTestId('gallery-count') }).last();
  expect((await save(gallery, 'Table (CSV)', 'digits.csv')).toString().trim().split('\n')).toHaveLength(1 + first);
  expect((await save(gallery, 'Picture (PNG)', 'digits.png')).length).toBeGreaterThan(1000);
});

test('a run that was trained on other images says so, and the list tells which', async ({ studio: { app, page, place, screenshot } }) => {
  await openFewDigits(app, page);
  await place('small-cnn');
  await place('small-cnn of few');
  const rows = page.getByRole('grid', { name: 'All runs' }).getByRole('row');
  await expect(rows.filter({ hasText: 'MNIST' })).toHaveCount(1);
  await expect(rows.filter({ hasText: 'few digits' })).toHaveCount(1);
  await rows.filter({ hasText: 'few digits' }).click();
  const inspect = page.getByRole('complementary').getByRole('button', { name: 'Inspect', exact: true });
  await inspect.click();
  await expect(page.getByTestId('inspect-accuracy')).toBeVisible();
  await expect(page.getByTestId('other-data')).toHaveCount(0);
  await show(page, 'Runs');
  await rows.filter({ hasText: 'MNIST' }).click();
  await inspect.click();
  await expect(page.getByTestId('other-data')).toContainText('was trained on MNIST; these are images of few digits');
  await screenshot('inspect-other-data');
});

test('a digit of an ensemble shows the probabilities of the ensemble', async ({ studio: { app, page, screenshot, place } }) => {
  await openFewDigits(app, page);
  await place('small-cnn of few');
  await show(page, 'Inspect');
  await expect(page.getByTestId('inspect-accuracy')).toBeVisible();
  await page.getByRole('combobox', { name: 'Answers together with' }).click();
  await page.getByRole('option', { name: /comes with Kasane/ }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByText('An ensemble of 2 networks')).toBeVisible();
  const tile = page.getByRole('option').first();
  const [, predicted = '', share = ''] = /predicted as (\d), (.+)$/.exec((await tile.getAttribute('aria-label')) ?? '') ?? [];
  await tile.click();
  const detail = page.getByTestId('digit-detail');
  await expect(detail.getByText(/of Small CNN .* alone, its first model/)).toBeVisible();
  const bars = detail.getByTestId('bars');
  await expect(bars).toHaveAttribute('data-predicted', predicted);
  const bar = await bars.locator('[data-most]').textContent();
  expect(Math.floor(Number.parseFloat(/([\d.]+)\s*%/.exec(bar ?? '')?.[1] ?? ''))).toBe(Number.parseFloat(share));
  await expect(detail.getByRole('heading', { name: 'Occlusion' })).toBeVisible();
  await screenshot('inspect-ensemble');
});

test('fewer bits, the map with its lasso, the neighbours and the robustness are worked out, or called off', async ({
  studio: { app, page, screenshot, place },
}) => {
  const accuracy = byLength(
    '',
    percent(JSON.parse(readFileSync(join(root, 'resources/models/accurate-cnn/model.json'), 'utf8')).testAccuracy),
  );
  if (!isLong) {
    await openFewDigits(app, page);
    await place('small-cnn of few');
  }
  await show(page, 'Inspect');
  await expect(page.getByTestId('inspect-accuracy')).toContainText(accuracy || '%');
  await page.getByRole('button', { name: 'Check float16 and int8' }).click();
  await expect(page.getByTestId('precision-float16')).toContainText(accuracy || '%');
  await expect(page.getByTestId('precision-int8')).toContainText('kB');

  const tab = (name: string) => page.locator('label', { hasText: name }).click();
  await tab('Robustness');
  await page.getByRole('button', { name: 'Measure' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: 'Measure' })).toBeVisible();

  await tab('Map');
  await page.getByRole('button', { name: 'Draw the map' }).click();
  const map = page.getByTestId('map');
  await expect(map).toBeVisible({ timeout: 240_000 });
  await screenshot('inspect-map');
  const box = await map.boundingBox();
  if (!box) throw new Error('there is no map');
  await page.mouse.move(box.x + 2, box.y + 2);
  await page.mouse.down();
  for (const [x, y] of [
    [box.width - 3, 2],
    [box.width - 3, box.height - 3],
    [2, box.height - 3],
  ] as const)
    await page.mouse.move(box.x + x, box.y + y);
  await page.mouse.up();
  // All around: every digit of the map is shown.
  expect(await count(page)).toBe(byLength(FEW.test, 2000));
  await page.getByRole('option').first().click();
  await page.getByRole('button', { name: 'Look through all training images' }).click();
  await expect(page.getByTestId('neighbours').getByRole('img')).toHaveCount(5, { timeout: 240_000 });
});

test('the gallery is filtered, sorted, searched and gone through by keys; doubts are kept', async ({
  studio: { page, folder, restart, place },
}) => {
  await place('small-cnn');
  await show(page, 'Inspect');
  await expect(page.getByTestId('inspect-accuracy')).toBeVisible();
  const mistakes = await count(page);
  const choose = async (label: string, option: string) => {
    await page.getByRole('combobox', { name: label }).click();
    await page.getByRole('option', { name: option, exact: true }).click();
  };
  await choose('Which images', 'All');
  expect(await count(page)).toBe(10_000);
  await choose('True class', '7');
  expect(await count(page)).toBe(1028);
  await choose('Order', 'Number');
  const gallery = page.getByRole('listbox', { name: 'Images' });
  await expect(gallery.getByRole('option').first()).toHaveAttribute('aria-label', /^Number 0: 7 predicted as 7/);
  await gallery.getByRole('option').first().focus();
  await page.keyboard.press('End');
  await expect(page.locator('[data-place="1027"]')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('digit-detail')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('textbox', { name: 'Open the image of that number' }).fill('115');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('digit-detail')).toHaveAttribute('aria-label', 'Image 115');
  await page.getByRole('button', { name: 'All images' }).click();

  // A doubted mistake leaves the official figure and raises the one beside it.
  await choose('Which images', 'Wrong');
  await choose('True class', 'true');
  expect(await count(page)).toBe(mistakes);
  await page.getByRole('option').first().click();
  await page.getByRole('checkbox', { name: 'Label doubtful' }).click();
  await expect(page.getByTestId('without-doubtful')).toContainText(`${((100 * (10_000 - mistakes)) / 9_999).toFixed(2)} % without 1`);
  await page.keyboard.press('Escape');
  await choose('Which images', 'Doubtful labels');
  expect(await count(page)).toBe(1);
  const official = await page.getByTestId('inspect-accuracy').textContent();
  expect(JSON.parse(readFileSync(join(folder, 'user', 'doubtful.json'), 'utf8'))).toHaveProperty('2646ac647ad5339dbf082846283269ea');
  const next = await restart('kill');
  await show(next.page, 'Inspect');
  await expect(next.page.getByTestId('without-doubtful')).toContainText('without 1');
  await expect(next.page.getByTestId('inspect-accuracy')).toHaveText(official ?? '');
});
