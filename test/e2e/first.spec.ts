import { expect, test } from './studio';

test('scratch', async ({ studio: { page, screenshot } }) => {
  page.on('console', (m) => console.log('console:', m.type(), m.text()));
  page.on('pageerror', (e) => console.log('pageerror', e.message));
  await expect(page.getByText('MNIST (original)')).toBeVisible();
  await screenshot('empty');
  await page.getByRole('button', { name: 'Train' }).last().click();
  await page.waitForTimeout(2500);
  await screenshot('running');
  await expect(page.getByTestId('test-accuracy')).toBeVisible();
  await screenshot('done');
});
