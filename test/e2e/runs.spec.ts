/** The view Runs: listed, compared, named, deleted and brought back, taken away and opened again, resumed. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { createRandom } from '../../src/shared/random/threefry';
import { byLength } from '../support/length';
import { answerDialogs, openFewDigits } from './dialogs';
import {
  designTwoLayer,
  expect,
  field,
  percent,
  poll,
  root,
  runFolders,
  runState,
  show,
  startTraining,
  test,
  trainerPid,
  trainToEnd,
} from './studio';

const rows = (page: Page) =>
  page
    .getByRole('grid', { name: 'All runs' })
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell') });
const sha = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

async function trained(page: Page, iterations: number): Promise<void> {
  await designTwoLayer(page, iterations);
  await trainToEnd(page);
}

/** As the studio writes it. */
const testAccuracy = (run: string) => {
  const { outcome } = JSON.parse(readFileSync(join(run, 'run.json'), 'utf8'));
  return percent(outcome.test);
};

const action = (page: Page, name: string) => page.getByRole('complementary').getByRole('button', { name, exact: true });

test('runs are listed, compared, named, filtered, deleted and brought back', async ({ studio: { page, folder, screenshot, place } }) => {
  await show(page, 'Runs');
  await expect(page.getByRole('heading', { name: 'No runs yet' })).toBeVisible();
  await place('two-layer of few');
  await place('longer two-layer of few');
  await expect(rows(page)).toHaveCount(2);
  await expect(page.getByTestId('runs-count')).toHaveText('2 of 2 runs');

  // Two beside each other: they differ in their length alone.
  await rows(page).nth(0).click();
  await rows(page)
    .nth(1)
    .click({ modifiers: ['Control'] });
  const settings = page.getByTestId('settings').locator('tbody tr');
  await expect(settings).toHaveCount(1);
  await expect(settings).toHaveText('Iterations9060');
  await expect(page.getByRole('figure', { name: 'Training accuracy, smoothed' }).locator('path[data-tone]')).toHaveCount(2);
  await page.locator('label', { hasText: 'Only differences' }).click();
  expect(await settings.count()).toBeGreaterThan(15);
  await screenshot('runs-compared');

  // A name, a colour, a tag, all kept on disk.
  await rows(page).nth(1).click();
  await field(page, 'Name').fill('Short one');
  await page.getByRole('combobox', { name: 'Tags' }).fill('baseline');
  await page.keyboard.press('Enter');
  await page.getByRole('radio', { name: 'Green' }).click();
  const [short = ''] = runFolders(folder);
  await poll(() => JSON.parse(readFileSync(join(short, 'run.json'), 'utf8')).label).toEqual({
    name: 'Short one',
    colour: 'green',
    notes: '',
    tags: ['baseline'],
  });
  await page.getByRole('textbox', { name: 'Name, network, tag, note…' }).fill('base short');
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole('button', { name: 'Clear' }).first().click();

  // Sorted by a head, chosen by keys.
  await page.getByRole('button', { name: 'Time' }).click();
  await expect(page.getByRole('columnheader', { name: 'Time' })).toHaveAttribute('aria-sort', 'descending');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(rows(page).nth(0)).toContainText('Short one');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(rows(page).nth(1)).toContainText('Short one');
  await rows(page).nth(0).focus();
  await page.keyboard.press('ArrowDown');
  await expect(rows(page).nth(1)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(rows(page).nth(1)).toHaveAttribute('aria-selected', 'true');

  // A filter that lets nothing through says so; what is chosen and hidden is told.
  await page.getByRole('textbox', { name: 'Name, network, tag, note…' }).fill('nowhere');
  await expect(page.getByText('No run is like that.')).toBeVisible();
  await expect(page.getByRole('complementary')).toContainText('1 of them is not in the list as it is filtered.');
  await page.getByRole('button', { name: 'Show all runs' }).click();

  await rows(page).nth(0).focus();
  await page.keyboard.press('Control+a');
  for (const row of [0, 1]) await expect(rows(page).nth(row)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Delete');
  await expect(page.getByRole('heading', { name: 'No runs yet' })).toBeVisible();
  expect(existsSync(short)).toBe(false);
  await page.keyboard.press('Control+z');
  await expect(rows(page)).toHaveCount(2);
  expect(existsSync(join(short, 'run.json'))).toBe(true);
});

test('a run goes into a file, comes back, becomes the design, is inspected and gone on with', async ({
  studio: { app, page, folder, place },
}) => {
  await openFewDigits(app, page);
  await place('longer two-layer of few');
  await show(page, 'Runs');
  await rows(page).nth(0).click();
  const bundle = join(folder, 'bundle.zip');
  await answerDialogs(app, bundle);
  await action(page, 'Export run…').click();
  await expect(page.getByText(`Saved to ${bundle}`)).toBeVisible();
  await trained(page, 20);
  await show(page, 'Runs');
  await page.getByRole('button', { name: 'Import run…' }).click();
  await expect(page.getByText('Run imported: bundle')).toBeVisible();
  await expect(rows(page)).toHaveCount(3);
  const [original = '', short = '', imported = ''] = runFolders(folder);
  expect(imported).toMatch(/bundle$/);
  expect(sha(join(imported, 'parameters.safetensors'))).toBe(sha(join(original, 'parameters.safetensors')));

  // Trained again here it is the same, and one that the disk has damaged says so.
  await action(page, 'Train again and compare').click();
  await expect(page.getByText('Trained again, 90 iterations: every parameter is the same to the last bit.')).toBeVisible();
  const parameters = join(imported, 'parameters.safetensors');
  const sound = readFileSync(parameters);
  writeFileSync(parameters, sound.with(sound.length - 40, (sound.at(-40) ?? 0) ^ 1));
  await action(page, 'Train again and compare').click();
  await expect(page.getByText(/parameters\.safetensors: is not what its checksum says; the file is damaged$/)).toBeVisible();
  await page.evaluate(() => dispatchEvent(new Event('focus')));
  await expect(rows(page).filter({ hasText: 'Damaged' })).toHaveCount(1);
  writeFileSync(parameters, sound);
  await page.evaluate(() => dispatchEvent(new Event('focus')));
  await expect(rows(page).filter({ hasText: 'Damaged' })).toHaveCount(0);

  await action(page, 'Duplicate as design').click();
  await page.getByRole('tab', { name: 'Training' }).click();
  await expect(field(page, 'Iterations')).toHaveValue('90');

  await show(page, 'Runs');
  await action(page, 'Inspect').click();
  await expect(page.getByTestId('inspect-accuracy')).toHaveText(testAccuracy(imported));
  expect(testAccuracy(imported)).not.toBe(testAccuracy(short));

  // Three answer together, and one alone again afterwards.
  await show(page, 'Runs');
  await rows(page).nth(0).focus();
  await page.keyboard.press('Control+a');
  await expect(action(page, 'Inspect')).toHaveAttribute('aria-disabled', 'true');
  await action(page, 'Inspect as an ensemble').click();
  await expect(page.getByText('An ensemble of 3 networks')).toBeVisible();
  await show(page, 'Runs');
  await rows(page)
    .filter({ hasText: testAccuracy(short) })
    .click();
  await action(page, 'Inspect').click();
  await expect(page.getByTestId('inspect-accuracy')).toHaveText(testAccuracy(short));
  await expect(page.getByText('An ensemble of')).toHaveCount(0);
  await show(page, 'Runs');
  await rows(page)
    .filter({ has: page.getByTitle('bundle') })
    .click();

  await show(page, 'Runs');
  await action(page, 'Continue').click();
  await page.getByRole('textbox', { name: 'More iterations' }).fill('10');
  await page.getByRole('button', { name: 'Continue training' }).click();
  await poll(async () => (await runState(page))?.state).toMatchObject({ status: { phase: 'finished' }, iteration: 100, folder: 'bundle' });
});

test('a damaged run is shown as damaged and breaks nothing', async ({ studio: { page, folder, place } }) => {
  await place('two-layer of few');
  const [first = ''] = runFolders(folder);
  writeFileSync(join(first, 'run.json'), '{"version": 2, "created": "2026-11-24T10:00:00.000Z", "spec": {');
  await place('longer two-layer of few');
  await show(page, 'Runs');
  await expect(rows(page)).toHaveCount(2);
  const damaged = rows(page).filter({ hasText: 'Damaged' });
  await expect(damaged).toHaveCount(1);
  await damaged.click();
  await expect(page.getByRole('complementary')).toContainText('run.json: not JSON; the file is damaged');
  await expect(action(page, 'Duplicate as design')).toHaveAttribute('aria-disabled', 'true');
  await rows(page).filter({ hasText: 'Finished' }).first().click();
  await expect(page.getByTestId('settings')).toBeVisible();
});

test('killed at random moments, the app finds every run readable and brings it to the same bytes', async ({ studio }) => {
  const KILLS = byLength(2, 10);
  const seed = Date.now() % 2 ** 32;
  console.log(`kill test: seed ${seed}`);
  const random = createRandom(seed, 'shuffle');
  let { page, app } = studio;
  const { folder } = studio;
  let current = studio;
  await trained(page, byLength(1500, 3000));
  const [unbroken = ''] = runFolders(folder);
  const wanted = sha(join(unbroken, 'parameters.safetensors'));
  const phase = async () => (await runState(page))?.state.status.phase ?? 'none';
  await startTraining(page);
  for (let round = 0, kills = 0; kills < KILLS; round++) {
    // Any moment between a run's first step and some time after its end; those after it do not count.
    await new Promise((resolve) => setTimeout(resolve, random.uniform(1, round) * 2000));
    if (['starting', 'running', 'evaluating'].includes(await phase())) kills++;
    if (round % 2 === 0) {
      current = await current.restart('kill');
      ({ page, app } = current);
      await expect(page.getByText('MNIST (original)')).toBeVisible();
    } else {
      const pid = await trainerPid(app);
      if (pid !== null) process.kill(pid, 'SIGKILL');
    }
    await show(page, 'Runs');
    await expect(rows(page).first()).toBeVisible();
    await expect(rows(page).filter({ hasText: 'Damaged' })).toHaveCount(0);
    await poll(phase).toMatch(/none|finished|interrupted|crashed/);
    const state = (await runState(page))?.state;
    await show(page, 'Train');
    // One that ended before it had begun has left nothing to go on with.
    if (state && state.exportable !== null && ['interrupted', 'crashed'].includes(state.status.phase))
      await page.getByRole('button', { name: 'Go on' }).first().click();
    else await startTraining(page);
  }
  await poll(phase, { timeout: 120_000 }).toBe('finished');
  const runs = runFolders(folder);
  expect(runs.length).toBeGreaterThan(1);
  for (const run of runs) {
    // What the app let lie is resumed from the command line.
    if (!existsSync(join(run, 'parameters.safetensors'))) {
      execFileSync(process.execPath, [join(root, 'out/main/cli.js'), 'train', '--resume', run], { stdio: 'ignore' });
    }
    expect(sha(join(run, 'parameters.safetensors'))).toBe(wanted);
  }
});
