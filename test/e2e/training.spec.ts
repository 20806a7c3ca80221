import type { Locator } from '@playwright/test';
import { exportAs } from './dialogs';
import {
  designTwoLayer,
  ended,
  expect,
  field,
  iterationOf,
  poll,
  runState,
  show,
  startTraining,
  test,
  trainerPid,
  trainToEnd,
} from './studio';

/** Long enough that a test can act while it trains. */
const ENDLESS = 5_000_000;

test('a first window shows a design that can be trained, the checked dataset and what to do next', async ({
  studio: { page, screenshot },
}) => {
  await expect(page).toHaveTitle('Kasane');
  await expect(page.getByText('MNIST (original) 60,000 + 10,000')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Name of the design' })).toHaveValue('Small CNN');
  await expect(page.getByText('Ready to train')).toBeVisible();
  await show(page, 'Train');
  await expect(page.getByText('Nothing trained yet')).toBeVisible();
  await screenshot('train-empty');
});

test('trains on the real MNIST to above 90 %, its curve in view', async ({ studio: { page, screenshot } }) => {
  await designTwoLayer(page, 3000);
  await startTraining(page);
  const loss = page.getByRole('figure', { name: 'Training loss by iteration' });
  for (const curve of ['raw', 'smooth', 'band']) await expect(loss.locator(`path[data-curve=${curve}]`)).toHaveAttribute('d', /^M.{200,}/);
  await screenshot('train-running');
  expect(await ended(page)).toMatch(/^9\d\.\d\d\s%$/);
  await expect(page.getByText('iteration 3,000 of 3,000')).toBeVisible();
  await expect(page.getByText(/^Finished: test accuracy 9\d\.\d\d\s%$/).first()).toBeVisible();
  const run = await runState(page);
  expect(run?.metrics.iterations).toEqual(Array.from({ length: 3000 }, (_, index) => index + 1));
  expect(run?.state.evaluations.test?.evaluation.accuracy).toBeGreaterThan(0.9);
  await screenshot('train-finished');
});

test('the curves show validation, and a hover reads the point under the pointer', async ({ studio: { page, screenshot } }) => {
  await expect(page.getByText('MNIST (original)')).toBeVisible();
  await show(page, 'Train');
  await page.evaluate(() => {
    const layers = [{ type: 'affine', units: 50 }, { type: 'relu' }, { type: 'affine', units: 10 }];
    const training = { duration: { unit: 'epochs', count: 4 } }; // 4,000 images in batches of 100: 40 iterations each
    const data = { limit: 5000, validation: 1000 };
    return window.kasane.requests.startTraining({
      spec: { version: 1, name: 'Validated', data, network: { layers }, training },
      from: 'initial',
    });
  });
  await ended(page);
  const loss = page.getByRole('figure', { name: 'Training loss by iteration' });
  await expect(loss.locator('circle[data-point]')).toHaveCount(4);
  const surface = page.getByRole('slider', { name: 'Training loss by iteration' });
  const box = await surface.boundingBox();
  if (!box) throw new Error('the chart has no surface');
  const curves = page.getByRole('region', { name: 'Curves' });
  for (const share of [0.2, 0.5, 0.9]) {
    await page.mouse.move(box.x + share * box.width, box.y + box.height / 2);
    await poll(async () => Math.abs((await hovered(curves)) - 160 * share)).toBeLessThan(3);
  }
  await surface.focus();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2); // iteration 80, after the second epoch
  await poll(() => hovered(curves)).toBe(80);
  await expect(curves.getByText('validation', { exact: true })).toHaveCount(3); // the legend's, and one of each chart with validation
  await screenshot('train-validated');

  // A drag shows a part, and says so; keys read it, and all can be shown again.
  await page.mouse.move(box.x + box.width * 0.25, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  await expect(curves.getByText(/^Iterations (39|4[01]) to (79|8[01]) of 160 are shown\.$/)).toBeVisible();
  // Nothing is drawn of what lies outside of it: of the validations after 40, 80, 120 and 160 iterations those that are in sight.
  const [, from = '', to = ''] = /Iterations (\d+) to (\d+)/.exec((await curves.getByText(/are shown\.$/).textContent()) ?? '') ?? [];
  const inSight = [40, 80, 120, 160].filter((iteration) => iteration >= Number(from) && iteration <= Number(to));
  await expect(loss.locator('circle[data-point]')).toHaveCount(inSight.length);
  await page.mouse.move(0, 0);
  await page.keyboard.press('ArrowRight');
  await poll(() => hovered(curves)).toBeGreaterThan(38);
  await screenshot('train-zoomed');
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(curves.getByText(/are shown\.$/)).toHaveCount(0);
});

test('pauses and resumes by key, and stops by button', async ({ studio: { page } }) => {
  await designTwoLayer(page, ENDLESS);
  await startTraining(page);
  await poll(() => iterationOf(page)).toBeGreaterThan(0);
  await expect(page.getByRole('button', { name: 'Pause' })).toHaveAttribute('aria-disabled', 'false');
  await page.keyboard.press('Space');
  await expect(page.getByText('Paused').first()).toBeVisible();
  const paused = await runState(page);
  expect(paused?.state.status.phase).toBe('paused');
  expect((await runState(page))?.state.iteration).toBe(paused?.state.iteration);
  await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible();
  await page.keyboard.press('Space');
  await poll(() => iterationOf(page)).toBeGreaterThan(paused?.state.iteration ?? 0);
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText(/^Stopped: test accuracy/).first()).toBeVisible();
  await expect(page.getByRole('banner').getByRole('button', { name: 'Train' })).toBeVisible();
});

test('a killed trainer is told of, and what was learnt is kept', async ({ studio: { app, page, folder, screenshot } }) => {
  await designTwoLayer(page, ENDLESS);
  await startTraining(page);
  await poll(async () => (await runState(page))?.metrics.iterations.length ?? 0).toBeGreaterThan(100);
  const pid = await trainerPid(app);
  if (pid === null) throw new Error('there is no trainer process');
  process.kill(pid, 'SIGKILL');
  await expect(page.getByRole('alert')).toContainText('Training stopped unexpectedly');
  const run = await runState(page);
  expect(run?.state.status.phase).toBe('crashed');
  expect(run?.metrics.iterations.length).toBeGreaterThan(100);
  await expect(page.getByRole('figure', { name: 'Training loss by iteration' })).toBeVisible();
  await screenshot('train-crashed');

  await exportAs(app, page, 'params.json', `${folder}/rescued.json`);
  await expect(page.getByText(/^Parameters of iteration [\d,]+ written to .*rescued\.json; read again/)).toBeVisible();

  const before = run?.state.exportable ?? 0;
  await page.getByRole('button', { name: 'Go on' }).click();
  await poll(() => iterationOf(page)).toBeGreaterThan(before);
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText(/^Stopped: test accuracy/).first()).toBeVisible();
  const { iterations } = (await runState(page))?.metrics ?? { iterations: [] };
  expect(iterations).toEqual(Array.from({ length: iterations.length }, (_, index) => index + 1));
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a reloaded window finds its run again', async ({ studio: { page } }) => {
  await designTwoLayer(page, 100);
  const before = await trainToEnd(page);
  await page.reload();
  await show(page, 'Train');
  await expect(page.getByTestId('test-accuracy')).toHaveText(before);
});

test('a number is taken as it is typed; one that is none, or out of range, stays, says so, and changes nothing', async ({
  studio: { page },
}) => {
  await designTwoLayer(page, 100);
  const batch = field(page, 'Batch size');
  const train = page.getByRole('banner').getByRole('button', { name: 'Train' });
  for (const [typed, complaint] of [
    ['0', 'Batch size: 0 is too small. Enter a whole number from 1 to 4,096.'],
    ['1e9', 'Batch size: 1e9 is too large. Enter a whole number from 1 to 4,096.'],
    ['3.7', 'Batch size: 3.7 is not a whole number. Enter a whole number from 1 to 4,096.'],
    ['some', 'Batch size: “some” is not a number. Enter a whole number from 1 to 4,096.'],
  ] as const) {
    await batch.selectText();
    await batch.pressSequentially(typed);
    await batch.blur();
    await expect(batch).toHaveValue(typed);
    await expect(batch).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByText(complaint)).toBeVisible();
    await expect(train).toHaveAttribute('aria-disabled', 'true');
  }
  await page.getByRole('tab', { name: 'Optimizer' }).click();
  await field(page, 'Learning rate').fill(' 1e-2 ');
  await field(page, 'Learning rate').blur();
  await expect(field(page, 'Learning rate')).toHaveValue('0.01');
  await page.getByRole('tab', { name: 'Training' }).click();
  await expect(batch).toHaveValue('100'); // as the design has had it all along
  await batch.fill('１，０００');
  // A shortcut takes over what is being typed.
  await page.keyboard.press('Control+Enter');
  await poll(async () => (await runState(page))?.state.spec).toMatchObject({
    training: { batchSize: 1000 },
    optimizer: { learningRate: 0.01 },
  });
});

test('the second click of a double click on Train does not stop the run that the first has started', async ({ studio: { page } }) => {
  await designTwoLayer(page, 2000);
  const box = await page.getByRole('banner').getByRole('button', { name: 'Train' }).boundingBox();
  if (!box) throw new Error('there is no button');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.up();
  const stop = page.getByRole('banner').getByRole('button', { name: 'Stop' });
  await expect(stop).toBeVisible();
  const isUnder = await stop.evaluate((button, [x, y]) => button.contains(document.elementFromPoint(x, y)), [
    box.x + box.width / 2,
    box.y + box.height / 2,
  ] as const);
  expect(isUnder).toBe(true);
  await page.mouse.down({ clickCount: 2 });
  await page.mouse.up({ clickCount: 2 });
  await ended(page);
  expect((await runState(page))?.state).toMatchObject({ status: { reason: 'completed' }, iteration: 2000 });
});

test('closing the window ends the trainer', async ({ studio: { app, page } }) => {
  await designTwoLayer(page, ENDLESS);
  await startTraining(page);
  await poll(() => trainerPid(app)).not.toBeNull();
  const pid = await trainerPid(app);
  if (pid === null) throw new Error('there is no trainer process');
  await page.close();
  await poll(() => isAlive(pid)).toBe(false);
  await app.close(); // it ends by itself; no other test is to meet it on its way
});

/** The iteration that the curves read out. */
const hovered = async (curves: Locator) =>
  Number(
    (
      await curves
        .locator('dl > div', { hasText: /^Iteration/ })
        .first()
        .locator('dd')
        .textContent({ timeout: 5000 })
    )?.replaceAll(',', ''),
  );

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
