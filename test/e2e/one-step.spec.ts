/** One training step of one's own network, gone through by mouse and by keys. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerDialogs, openFewDigits } from './dialogs';
import { choosePreset, ended, expect, show, test } from './studio';

test('a step is gone through forwards and backwards, every number as the sum that it is', async ({ studio: { app, page, screenshot } }) => {
  await openFewDigits(app, page);
  await choosePreset(page, 'Two-layer');
  await show(page, 'Lab');
  await page.getByText('One step', { exact: true }).click();
  await expect(page.getByText('No step taken yet')).toBeVisible();
  await screenshot('step-empty');
  await page.getByRole('button', { name: 'Take the step' }).click();
  await expect(page.getByRole('heading', { name: '1. Dense', exact: true })).toBeVisible();
  await expect(page.getByText(/Reference and engine \w+ differ by [\d.e-]+ at most/)).toBeVisible();

  // A unit's number is its weighted sum.
  const output = page.getByRole('application', { name: /^Output y/ });
  await output.click({ position: { x: 20, y: 10 } });
  await expect(page.getByText(/^y\[\d+\] = Σ x\[i\]·W\[i, \d+\] \+ b\[\d+\]$/)).toBeVisible();
  const told = await page.getByTestId('numbers-Output y').getByRole('status').textContent();
  await expect(page.getByTestId('step-value')).toHaveText(told?.split(' = ')[1] ?? '');
  await screenshot('step-forward');
  await output.press('ArrowRight');
  await expect(page.getByTestId('numbers-Output y').getByRole('status')).not.toHaveText(told ?? '');

  // On by keys, to the loss and back through the layers to the update.
  for (const heading of ['2. ReLU', '3. Dense', 'Loss']) {
    await page.keyboard.press('PageDown');
    await expect(page.getByRole('heading', { name: heading, exact: true })).toBeVisible();
  }
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(11);
  await screenshot('step-loss');
  await page.keyboard.press('PageDown');
  await expect(page.getByRole('heading', { name: '3. Dense, backward' })).toBeVisible();
  await page.getByRole('application', { name: /^Gradient of W2/ }).click({ position: { x: 3, y: 30 } });
  await expect(page.getByText(/^dW\[\d+, \d+\] = Σ over the images of x/)).toBeVisible();
  await screenshot('step-backward');
  await page.getByRole('navigation', { name: 'The step' }).getByRole('button', { name: 'Update' }).click();
  await expect(page.getByTestId('step-after')).toHaveText(/\d/);
  await expect(page.getByText('W ← W − η·g')).toBeVisible();
  await screenshot('step-update');
  await page.keyboard.press('PageUp');
  await expect(page.getByRole('heading', { name: '1. Dense, backward' })).toBeVisible();
});

test('a step of a run goes on from its checkpoint, and becomes a report', async ({ studio: { app, page, folder, screenshot, open } }) => {
  await openFewDigits(app, page);
  await open('small-cnn of few');
  await ended(page);
  await page.getByRole('button', { name: 'One step' }).click();
  await expect(page.getByRole('heading', { name: '1. Convolution', exact: true })).toBeVisible();
  await expect(page.getByText(/iteration 80\./)).toBeVisible();
  await page.getByRole('application', { name: /^Output y/ }).click({ position: { x: 80, y: 80 } });
  await expect(page.getByText(/Σ over the window of x·W\[0\] \+ b\[0\]$/)).toBeVisible();
  await screenshot('step-convolution');
  const path = join(folder, 'step.html');
  await answerDialogs(app, path);
  await page.getByRole('button', { name: 'Save as…' }).click();
  await page.getByRole('menuitem', { name: 'Report (HTML)' }).click();
  await expect(page.getByText(`Saved to ${path}`)).toBeVisible();
  const html = readFileSync(path, 'utf8');
  for (const part of ['One training step on 2 images: iteration 80', '10. Dense, backward', 'Adam: m ← β₁m']) expect(html).toContain(part);
});
