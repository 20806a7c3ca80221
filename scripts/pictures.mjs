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
  await page.getByTestId('test-accuracy').waitFor({ timeout: 300_000 });
  await page
    .getByRole('contentinfo')
    .getByText(/^Finished/)
    .waitFor();
  await take('train-dark');
  await page.keyboard.press('3');
  await page.getByRole('option').first().locator('canvas').waitFor();
  await page.locator('[data-kind=wrong]').first().waitFor();
  await take('inspect-dark');
  await page.keyboard.press('4');
  await drawThree(page);
  await take('draw-dark');
  await page.keyboard.press('5');
  await page.locator('label', { hasText: 'Search' }).click();
  await page.getByRole('button', { name: 'As in the book' }).click();
  await page.getByRole('button', { name: 'Start the search' }).click();
  await page
    .getByTestId('search-count')
    .filter({ hasText: /^100 of 100/ })
    .waitFor({ timeout: 300_000 });
  await take('search-dark');
  await page.keyboard.press('6');
  await page.getByRole('button', { name: /^Batch normalisation/ }).click();
  await page.getByRole('button', { name: 'Run the experiment' }).click();
  await page.getByTestId('claim').waitFor({ timeout: 300_000 });
  await take('lab-dark');
  await page.keyboard.press('2');
  await dark.click();
  await page.getByRole('button', { name: '日本語' }).click();
  await take('train-light-ja');
  await page.keyboard.press('1');
  await page.getByRole('tab').nth(1).click();
  await page.getByText(/枚\/秒/).waitFor(); // by then the optimizer's path is drawn too
  await take('design-light-ja');
});

/** By mouse, as a person would. */
async function drawThree(page) {
  const box = await page.getByTestId('pad').boundingBox();
  const points = Array.from({ length: 61 }, (_, step) => {
    const upper = step <= 30;
    const angle = upper ? -2.6 + (step / 30) * 4 : -1.5 + ((step - 30) / 30) * 4.1;
    const [radius, middle] = upper ? [0.17, 0.33] : [0.2, 0.66];
    return [box.x + box.width * (0.5 + radius * Math.cos(angle)), box.y + box.height * (middle + 0.85 * radius * Math.sin(angle))];
  });
  await page.mouse.move(...points[0]);
  await page.mouse.down();
  for (const point of points) await page.mouse.move(...point);
  await page.mouse.up();
  await page.getByText(/^Without|would still be read/).waitFor();
}
