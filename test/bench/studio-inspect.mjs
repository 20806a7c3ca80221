import { withStudio } from './studio.mjs';

/** Small CNN: 10,000 validation images predicted, for the answers of the test images are kept; the gallery of those scrolled through. */
export const studioInspect = () =>
  withStudio(async ({ page }) => {
    await page.getByText('MNIST (original)').waitFor();
    await page.getByRole('tab', { name: 'Training' }).click();
    await page.getByRole('textbox', { name: 'Epochs', exact: true }).fill('1');
    await page.keyboard.press('Control+Enter');
    await page
      .getByRole('contentinfo')
      .getByText(/^Finished/)
      .waitFor();
    await page.keyboard.press('3');
    await page.getByTestId('inspect-accuracy').waitFor();
    const evaluation = await page.evaluate(async () => {
      const { run } = (await window.kasane.requests.getState()).answer;
      const input = { model: `run:${run.state.folder}`, set: 'validation', of: null, job: 'bench' };
      const start = performance.now();
      await window.kasane.requests.evaluateSet(input);
      return (performance.now() - start) / 1000;
    });
    await page.getByRole('combobox', { name: 'Which images' }).click();
    await page.getByRole('option', { name: 'All', exact: true }).click();
    await page
      .getByRole('option', { name: /^Number/ })
      .first()
      .waitFor();
    const frames = await page.evaluate(async () => {
      const scroller = document.querySelector('[data-testid=gallery]');
      const times = [];
      // A quarter of a row a frame and every so often a whole page, as a wheel and a thrown scroll bar do.
      for (let frame = 0, last = performance.now(); frame < 300; frame++) {
        scroller.scrollTop += frame % 30 === 0 ? 2000 : 40;
        await new Promise(requestAnimationFrame);
        const now = performance.now();
        times.push(now - last);
        last = now;
      }
      return times;
    });
    const seconds = frames.reduce((sum, time) => sum + time, 0) / 1000;
    return { 'evaluate 10,000 digits, s': evaluation, 'frames a second while scrolling': frames.length / seconds };
  });
