/** Runs that are changed, interrupted, resumed and named while the studio shows them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { byLength } from '../support/length';
import { answerDialogs, openFewDigits } from './dialogs';
import {
  choosePreset,
  designTwoLayer,
  ended,
  expect,
  field,
  iterationOf,
  limitImages,
  poll,
  runFolders,
  runState,
  show,
  startTraining,
  test,
  trainToEnd,
} from './studio';

const ENDLESS = 5_000_000;

test('the learning rate is changed while it trains, marked on the curve and recorded', async ({ studio: { page, folder, screenshot } }) => {
  await designTwoLayer(page, ENDLESS);
  await startTraining(page);
  await poll(() => iterationOf(page)).toBeGreaterThan(200);
  const settings = page.getByRole('region', { name: 'Change while it trains' });
  await settings.getByRole('textbox', { name: 'Learning rate' }).fill('0.05');
  await expect(settings.getByText('Learning rate 0.1 → 0.05')).toBeVisible();
  await settings.getByRole('button', { name: 'Apply to the run' }).click();
  await poll(async () => (await runState(page))?.state.changes.length).toBe(1);
  const change = (await runState(page))?.state.changes[0];
  const at = change?.iteration ?? 0;
  expect(change?.spec.optimizer.learningRate).toBe(0.05);
  await poll(() => iterationOf(page)).toBeGreaterThan(at + 50);
  const loss = page.getByRole('figure', { name: 'Training loss by iteration' });
  await expect(loss.getByText('Learning rate 0.1 → 0.05')).toBeVisible();
  const { metrics } = (await runState(page)) ?? {};
  const rates = new Map(metrics?.iterations.map((iteration, index) => [iteration, metrics.learningRates[index]]));
  expect([rates.get(at), rates.get(at + 1)]).toEqual([0.1, 0.05]);
  expect(metrics?.iterations).toEqual(Array.from({ length: metrics?.iterations.length ?? 0 }, (_, index) => index + 1));

  // What the run is called and noted is kept with it.
  const notes = page.getByRole('region', { name: 'Run', exact: true });
  await notes.getByRole('textbox', { name: 'Name' }).fill('Halved');
  await notes.getByRole('radio', { name: 'Orange' }).click();
  await notes.getByRole('textbox', { name: 'Notes' }).fill('slower after 200');
  await notes.getByRole('textbox', { name: 'Notes' }).blur();
  await poll(async () => (await runState(page))?.state.label).toEqual({
    name: 'Halved',
    colour: 'orange',
    notes: 'slower after 200',
    tags: [],
  });
  await screenshot('train-changed');
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText(/^Stopped: test accuracy/).first()).toBeVisible();
  const [run = ''] = runFolders(folder);
  const record = JSON.parse(readFileSync(join(run, 'run.json'), 'utf8'));
  expect(record.changes).toMatchObject([{ iteration: at, spec: { optimizer: { learningRate: 0.05 } } }]);
  expect(record.label.name).toBe('Halved');
});

for (const how of byLength(['kill'] as const, ['close', 'kill'] as const)) {
  test(`a run is resumed and a design stands after the app was ${how === 'close' ? 'closed' : 'killed'} in the middle of it`, async ({
    studio,
  }) => {
    await designTwoLayer(studio.page, ENDLESS);
    await startTraining(studio.page);
    await poll(async () => (await runState(studio.page))?.state.exportable ?? 0).toBeGreaterThan(0);
    // The design is another by now.
    await choosePreset(studio.page, 'Small CNN');
    await studio.page.getByRole('grid').locator('[data-layer]').nth(0).click();
    await field(studio.page, 'Filters').fill('7');
    const kept = () => JSON.parse(readFileSync(join(studio.folder, 'user', 'design.json'), 'utf8')).spec.network.layers[0];
    await poll(kept).toMatchObject({ type: 'conv2d', filters: 7 });
    const { page, screenshot } = await studio.restart(how);
    await expect(page.getByRole('textbox', { name: 'Convolution: Filters' }).first()).toHaveValue('7');
    await show(page, 'Train');
    await expect(page.getByRole('alert')).toContainText('A run was interrupted');
    const found = (await runState(page))?.state;
    expect(found?.status.phase).toBe('interrupted');
    expect(found?.iteration).toBeGreaterThan(0);
    await expect(page.getByRole('figure', { name: 'Training loss by iteration' }).locator('path[data-curve=smooth]')).toHaveAttribute(
      'd',
      /^M/,
    );
    await screenshot(`train-interrupted-${how}`);
    await page.getByRole('alert').getByRole('button', { name: 'Go on' }).click();
    await poll(() => iterationOf(page)).toBeGreaterThan(found?.iteration ?? 0);
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect(page.getByText(/^Stopped: test accuracy/).first()).toBeVisible();
    const { iterations } = (await runState(page))?.metrics ?? { iterations: [] };
    expect(iterations).toEqual(Array.from({ length: iterations.length }, (_, index) => index + 1));
  });
}

test('a finished run is continued for more epochs', async ({ studio: { app, page, open } }) => {
  await openFewDigits(app, page);
  await open('two-layer of few');
  await show(page, 'Train');
  const more = page.getByRole('region', { name: 'Continue' });
  await more.getByRole('textbox', { name: 'More iterations' }).fill('200');
  await more.getByRole('button', { name: 'Continue training' }).click();
  await poll(async () => (await runState(page))?.state.iterations).toBe(260);
  await ended(page);
  expect((await runState(page))?.metrics.iterations).toEqual(Array.from({ length: 260 }, (_, index) => index + 1));
});

test('a run that is opened again shows its hints, its layers and its hardest digits, which open in Inspect', async ({
  studio: { page, open, screenshot },
}) => {
  await open('small-cnn');
  await show(page, 'Train');
  await expect(page.getByRole('region', { name: 'Layer health' }).getByRole('listitem')).toHaveCount(4);
  await expect(page.getByRole('region', { name: 'Hints' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'First-layer filters' }).getByRole('img')).toHaveCount(16);
  const hardest = page.getByRole('region', { name: 'Hardest right now' });
  await expect(hardest).toContainText('of 2,000 images (Validation), iteration 94');
  await screenshot('train-reopened');
  const digit = hardest.getByRole('button').first();
  const [, label = '', predicted = ''] = /^(\d) → (\d)$/.exec((await digit.textContent()) ?? '') ?? [];
  await digit.click();
  const detail = page.getByTestId('digit-detail');
  await expect(detail).toContainText(`${label} → ${predicted}`);
  await expect(page.getByRole('radio', { name: 'Validation' })).toBeChecked();
  await show(page, 'Train');
  await page.getByRole('button', { name: 'Inspect this run' }).click();
  await expect(page.getByRole('radio', { name: 'Test' })).toBeChecked();
  await expect(page.getByTestId('inspect-accuracy')).toBeVisible();
});

test('the inside of the run is shown, and saved as pictures and tables', async ({ studio: { app, page, folder, screenshot } }) => {
  await openFewDigits(app, page);
  await choosePreset(page, 'Small CNN');
  await page.getByRole('tab', { name: 'Training' }).click();
  await field(page, 'Epochs').fill('1');
  await limitImages(page, 4000, 800);
  await trainToEnd(page);
  const health = page.getByRole('region', { name: 'Layer health' });
  await expect(health.getByRole('listitem')).toHaveCount(4);
  await expect(health.getByRole('listitem').first()).toContainText(/1 Convolution 16 → ReLU.*dead.*step \d\.\de-\d/);
  await expect(health).toContainText('128 images (Validation) at iteration 50;'); // the last
  await expect(page.getByRole('region', { name: 'First-layer filters' }).getByRole('img')).toHaveCount(16);
  const hardest = page.getByRole('region', { name: 'Hardest right now' });
  await expect(hardest.getByRole('img')).toHaveCount(12);
  await expect(hardest).toContainText('of 800 images (Validation)');
  await screenshot('train-inside');

  const curves = page.getByRole('region', { name: 'Curves' });
  const save = async (region: typeof curves, kind: string, file: string) => {
    const path = join(folder, file);
    await answerDialogs(app, path);
    await region.getByRole('button', { name: 'Save as…' }).click();
    await page.getByRole('menuitem', { name: kind }).click();
    await expect(page.getByText(`Saved to ${path}`)).toBeVisible();
    await expect(page.getByRole('menu')).toHaveCount(0);
    return readFileSync(path);
  };
  const csv = (await save(curves, 'Table (CSV)', 'curves.csv')).toString();
  expect(csv.split('\n')[0]).toBe(
    'iteration,training loss,training loss smoothed,training accuracy,training accuracy smoothed,learning rate,validation loss,validation accuracy',
  );
  expect(csv.trim().split('\n')).toHaveLength(1 + Math.ceil(3200 / 64));
  const svg = (await save(curves, 'Drawing (SVG)', 'curves.svg')).toString();
  expect(svg.match(/<svg /g)).toHaveLength(4); // the picture, and one for each curve
  expect(svg).not.toContain('var(--');
  expect((await save(curves, 'Picture (PNG)', 'curves.png')).subarray(1, 4).toString()).toBe('PNG');
  expect((await save(health, 'Table (CSV)', 'health.csv')).toString().trim().split('\n')).toHaveLength(1 + 4 * 32);
  expect((await save(health, 'Picture (PNG)', 'health.png')).length).toBeGreaterThan(1000);

  await curves.getByRole('button', { name: 'Show as a table' }).click();
  const table = page.getByRole('dialog').getByRole('table');
  await expect(table.getByRole('row')).not.toHaveCount(0);
  await expect(table).toContainText('Validation accuracy');
});
