import { withStudio } from './studio.mjs';

const PRESETS = ['Two-layer', 'Four hidden layers', 'Small CNN', 'DeepConvNet', 'Accurate CNN'];
const TRAINED_SECONDS = 8;

/** For each preset the estimated time of an epoch, divided by what training then shows. */
export const studioEstimate = () =>
  withStudio(async ({ page }) => {
    await page.getByText('MNIST (original)').waitFor();
    const figures = {};
    for (const preset of PRESETS) {
      await page.keyboard.press('1');
      await page.getByRole('button', { name: 'Presets' }).click();
      await page.getByRole('menuitem', { name: preset }).click();
      // Long enough to be looked at; a run of one second is mostly its beginning.
      await page.getByRole('tab', { name: 'Training' }).click();
      const iterations = page.getByRole('textbox', { name: 'Iterations' });
      if (await iterations.isVisible()) await iterations.fill('1000000');
      const summary = page.getByRole('region', { name: 'This network' });
      const estimated = async () => Number(((await summary.textContent()).match(/([\d,]+) images\/s/)?.[1] ?? '0').replaceAll(',', ''));
      await page.waitForTimeout(800); // the estimate before is gone by then
      while ((await estimated()) === 0) await page.waitForTimeout(100);
      const estimate = await estimated();
      await page.keyboard.press('Control+Enter');
      const state = () => page.evaluate(async () => (await window.kasane.requests.getState()).answer.run?.state);
      for (;;) {
        await page.waitForTimeout(200);
        const { seconds, status, iteration, spec } = (await state()) ?? { seconds: 0, status: {} };
        if (seconds < TRAINED_SECONDS && status.phase !== 'finished') continue;
        figures[`${preset}: estimated time of an epoch / shown`] = (iteration * spec.training.batchSize) / seconds / estimate;
        break;
      }
      await page
        .getByRole('button', { name: 'Stop' })
        .click({ timeout: 1000 })
        .catch(() => undefined);
      while ((await state()).status.phase !== 'finished') await page.waitForTimeout(200);
    }
    return figures;
  });
