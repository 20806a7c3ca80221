/** The view Lab: an experiment is done, varied, kept and taken away. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { experiments } from '../../src/shared/lab/experiments';
import { byLength, isLong } from '../support/length';
import { answerDialogs } from './dialogs';
import { choosePreset, expect, field, poll, show, test } from './studio';

const EPOCHS = byLength('1', '3');

test('an experiment is done, checked, varied and saved', async ({ studio: { app, page, folder, screenshot } }) => {
  await expect(page.getByText('MNIST (original)')).toBeVisible();
  await show(page, 'Lab');
  const list = page.getByRole('navigation', { name: 'Experiments' }).getByRole('button');
  await expect(list).toHaveCount(experiments.length);
  // What takes milliseconds is there at once.
  await expect(page.getByTestId('found')).toHaveText(
    /^SGD crosses the floor of the valley 30 times, Momentum 4, AdaGrad 0 and Adam 2 times/i,
  );
  await expect(page.getByTestId('claim')).toHaveAttribute('data-holds', 'true');
  await expect(page.getByTestId('figure').locator('svg')).toHaveCount(4);

  // Slower, SGD swings no more, and the claim says so.
  await field(page, 'Learning rate of SGD').fill('0.4');
  await expect(page.getByTestId('claim')).toHaveAttribute('data-holds', 'false');
  await screenshot('lab-race');
  const path = join(folder, 'race.csv');
  await answerDialogs(app, path);
  await page.getByRole('button', { name: 'Save as…' }).click();
  await page.getByRole('menuitem', { name: 'Table (CSV)' }).click();
  await poll(() => existsSync(path) && readFileSync(path, 'utf8').split('\n').length).toBe(1 + 4 * 31 + 1);

  // A picture has all that is seen: four panels of two rows, with their steps.
  const picture = join(folder, 'race.svg');
  await answerDialogs(app, picture);
  await page.getByRole('button', { name: 'Save as…' }).click();
  await page.getByRole('menuitem', { name: /SVG/ }).click();
  await poll(() => existsSync(picture) && readFileSync(picture, 'utf8')).toMatch(/<\/svg>\n$/);
  const svg = readFileSync(picture, 'utf8');
  expect(svg.match(/<circle/g)).toHaveLength(4 * 31);
  const [, width = '0', height = '0'] = /width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
  expect(Number(width)).toBeGreaterThan(Number(height)); // two panels beside each other
  // And the numbers can be read as a table.
  await page.getByRole('button', { name: 'Show as a table' }).click();
  await expect(page.getByRole('dialog').getByRole('row')).toHaveCount(1 + 4 * 31);
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'As in the book' }).click();
  await expect(field(page, 'Learning rate of SGD')).toHaveValue('0.95');
});

test('the user’s own design and best run take part', async ({ studio: { page, place } }) => {
  await place('two-layer');
  await choosePreset(page, 'Two-layer');
  await show(page, 'Lab');
  await page.getByRole('button', { name: /^Activation distributions/ }).click();
  await page.locator('label', { hasText: 'Your design' }).click();
  await page.getByRole('button', { name: 'Run the experiment' }).click();
  await expect(page.getByTestId('figure')).toContainText('Your design, layer 2 ReLU');
  await page.getByRole('button', { name: /^Ranking/ }).click();
  await expect(page.getByTestId('figure').locator('tr[data-marked]')).toHaveCount(1);
  await expect(page.getByTestId('found')).toContainText('stands at place');
  await expect(page.getByTestId('found')).toContainText('standard errors below');
});

test('a long experiment shows how far it is and can be stopped', async ({ studio: { page } }) => {
  await expect(page.getByText('MNIST (original)')).toBeVisible();
  await show(page, 'Lab');
  await page.getByRole('button', { name: /^Overfitting/ }).click();
  // Twice, as impatient people do: it runs, and nothing went wrong.
  await page.getByRole('button', { name: 'Run the experiment' }).dblclick();
  await poll(async () => Number(await page.getByRole('progressbar', { name: 'Progress' }).getAttribute('aria-valuenow'))).toBeGreaterThan(
    0,
  );
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.getByRole('button', { name: 'Stop', exact: true }).last().click();
  await expect(page.getByRole('button', { name: /Run the experiment|Go on with it/ })).toBeEnabled();
});

test('what a stopped experiment came to and the settings of another are kept, and it is resumed', async ({ studio }) => {
  let { page } = studio;
  const { folder } = studio;
  await expect(page.getByText('MNIST (original)')).toBeVisible();
  await show(page, 'Lab');
  await field(page, 'Learning rate of SGD').fill('0.4');
  await expect(page.getByTestId('claim')).toHaveAttribute('data-holds', 'false');
  const lab = join(folder, 'user', 'lab');
  const kept = () =>
    (existsSync(lab) ? readdirSync(lab) : [])
      .filter((name) => /^optimizer-race.*\.json$/.test(name))
      .map((name) => JSON.parse(readFileSync(join(lab, name), 'utf8')).controls.sgd);
  await poll(kept).toContain(0.4);
  await page.getByRole('button', { name: /^Batch normalisation/ }).click();
  await field(page, 'Epochs').fill(EPOCHS);
  // Stopped by itself as soon as a part is done and kept, however fast the machine is.
  await page.evaluate(() => {
    const { labResults, stopExperiment } = window.kasane.requests;
    const off = window.kasane.on('lab', async ({ state: { experiment, controls } }) => {
      const reply = await labResults({ experiment, controls });
      if (!reply.ok || Object.keys(reply.answer?.results ?? {}).length === 0) return;
      off();
      await stopExperiment();
    });
  });
  await page.getByRole('button', { name: 'Run the experiment' }).click();
  const curves = () =>
    page
      .getByTestId('figure')
      .locator('path[data-tone]')
      .evaluateAll((paths) => paths.filter((path) => path.getAttribute('d')).length);
  await expect(page.getByRole('button', { name: 'Go on with it' })).toBeEnabled();
  // What was under way when it was stopped is shown no more; what was done is.
  const stopped = await curves();
  ({ page } = await studio.restart('kill'));
  await show(page, 'Lab');
  await page.getByRole('button', { name: /^Optimizer race/ }).click();
  await expect(page.getByTestId('claim')).toHaveAttribute('data-holds', 'false');
  await expect(field(page, 'Learning rate of SGD')).toHaveValue('0.4');
  await page.getByRole('button', { name: /^Batch normalisation/ }).click();
  await expect(page.getByRole('button', { name: 'Go on with it' })).toBeEnabled();
  expect(await curves()).toBe(stopped);
  expect(stopped).toBeLessThan(29);
  await page.getByRole('button', { name: 'Go on with it' }).click();
  await expect(page.getByTestId('claim')).toBeVisible({ timeout: 240_000 });
  const found = (await page.getByTestId('found').textContent()) ?? '';
  // Those of weight scales that overflow have no point.
  expect(await curves()).toBeGreaterThan(28);

  // With other settings the figure is another's, and says so; with those it had, it is known.
  await field(page, 'Epochs').fill(String(Number(EPOCHS) + 1));
  await expect(page.getByRole('note')).toContainText(`The figure is of other settings: Epochs ${EPOCHS}`);
  if (isLong) {
    await page.getByRole('button', { name: 'Run it again' }).click();
    await expect(page.getByRole('note')).toHaveCount(0);
    await expect(page.getByTestId('claim')).toBeVisible({ timeout: 240_000 });
    await expect(page.getByTestId('found')).not.toHaveText(found);
  }
  await field(page, 'Epochs').fill(EPOCHS);
  await expect(page.getByTestId('found')).toHaveText(found);
  await expect(page.getByRole('note')).toHaveCount(0);
});
