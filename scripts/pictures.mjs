/** `npm run pictures`: takes the README's pictures anew, of the real app after the real job. */
import { join } from 'node:path';
import { withStudio } from '../test/bench/studio.mjs';
import { root } from './setup/paths.mjs';

await withStudio(async ({ page }) => {
  const take = async (name) => {
    await page.mouse.move(0, 0);
    await page.waitForFunction(() => document.querySelector('[role=tooltip]') === null);
    await page.screenshot({ path: join(root, 'docs', 'pictures', `${name}.png`) });
  };
  await page.getByText('MNIST (original)').waitFor();
  const dark = page.getByRole('banner').getByRole('button', { name: 'Light or dark theme' });
  if (await page.evaluate(() => document.documentElement.dataset.mantineColorScheme !== 'dark')) await dark.click();
  await page.getByRole('grid').locator('[data-layer]').first().click();
  await page.getByText(/images\/s/).waitFor();
  await take('design-dark');
  await page.keyboard.press('Control+Enter');
  await page.getByTestId('test-accuracy').waitFor();
  await page
    .getByRole('contentinfo')
    .getByText(/^Finished/)
    .waitFor();
  await take('train-dark');
  await dark.click();
  await page.getByRole('button', { name: '日本語' }).click();
  await take('train-light-ja');
  await page.keyboard.press('1');
  await page.getByRole('tab').nth(1).click();
  await page.waitForTimeout(2000); // the optimizer's path has been drawn
  await take('design-light-ja');
});
