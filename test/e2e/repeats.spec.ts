/** The same design from several seeds: trained side by side, stopped and gone on with, one row in Runs, two groups compared. */
import { choosePreset, expect, field, poll, test, trainSeeds } from './studio';

/** Begins with what the preset has, so short that a group takes seconds. */
async function shorten(page: import('@playwright/test').Page, iterations: number): Promise<void> {
  await page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Design' }).click();
  await page.getByRole('tab', { name: 'Training' }).click();
  await field(page, 'Iterations').fill(String(iterations));
  await field(page, 'Iterations').press('Tab');
}

test('a design is trained from several seeds, told of together, and compared with another', async ({ studio: { page, screenshot } }) => {
  await expect(page.getByText('MNIST (original)')).toBeVisible();
  await choosePreset(page, 'Two-layer');
  await shorten(page, 300);
  await trainSeeds(page, 3);
  await expect(page.getByTestId('repeats-figure')).toContainText('N = 3');
  await screenshot('repeats-train');

  await shorten(page, 900);
  await trainSeeds(page, 3);

  await page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Runs' }).click();
  const rows = page.getByRole('treegrid', { name: 'All runs' }).getByRole('row');
  await poll(() => rows.count()).toBe(3); // the head and two groups
  await expect(rows.nth(1)).toContainText('× 3');
  await expect(rows.nth(1)).toContainText('±');
  await rows.nth(1).getByRole('button', { name: 'Show the runs of Two-layer' }).click();
  await poll(() => rows.count()).toBe(6);
  await expect(rows.nth(2)).toContainText('Two-layer #1');
  await rows.nth(1).press('ArrowLeft');
  await poll(() => rows.count()).toBe(3);

  await rows.nth(1).click();
  await rows.nth(2).click({ modifiers: ['ControlOrMeta'] });
  await expect(page.getByTestId('groups')).toContainText('Two-layer × 3');
  await expect(page.getByTestId('welch')).toContainText('points lower on average');
  await page.getByRole('button', { name: 'Pairs by McNemar' }).click();
  await expect(page.getByTestId('pairs')).toContainText('Of 3 pairs on 10,000 test images', { timeout: 60_000 });
  await expect(page.locator('[data-band]')).not.toHaveCount(0);
  await screenshot('repeats-compared');
});

test('a group that is stopped is gone on with', async ({ studio: { page } }) => {
  await expect(page.getByText('MNIST (original)')).toBeVisible();
  await choosePreset(page, 'Two-layer');
  await page.getByRole('button', { name: 'Several seeds' }).click();
  await field(page, 'Runs').fill('2');
  await field(page, 'Runs').press('Tab');
  await page.getByRole('button', { name: 'Train × 2 seeds' }).click();
  await expect(page.getByRole('progressbar', { name: 'seed 1' })).toBeVisible();
  await page.getByRole('banner').getByRole('button', { name: 'Stop the group' }).click();
  await expect(page.getByTestId('repeats-status')).toContainText('the others can be resumed');
  await page.getByRole('button', { name: 'Resume the group' }).click();
  await expect(page.getByTestId('repeats-status')).toHaveText('All 2 runs are finished', { timeout: 120_000 });
  await page.getByRole('button', { name: 'Dismiss; the runs stay in Runs' }).click();
  await expect(page.getByTestId('repeats-status')).toHaveCount(0);
});
