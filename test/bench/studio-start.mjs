import { withStudio } from './studio.mjs';

/** From starting the process (with Playwright attached) to a window that can be used and a dataset that has been checked. */
export const studioStart = () =>
  withStudio(async ({ page, secondsSinceStart }) => {
    await page.getByRole('button', { name: 'Train' }).first().waitFor();
    const window = secondsSinceStart();
    await page.getByText('MNIST (original)').waitFor();
    return { 'window drawn, s': window, 'dataset checked, s': secondsSinceStart() };
  });
