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
  await page.getByRole('button', { name: 'Dark theme' }).click();
  await page.keyboard.press('Control+Enter');
  await page.getByTestId('test-accuracy').waitFor();
  await take('train-dark');
  await page.getByRole('button', { name: 'Light theme' }).click();
  await page.getByRole('button', { name: '日本語' }).click();
  await take('train-light-ja');
});
