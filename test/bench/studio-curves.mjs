import { busyMilliseconds } from './busy.mjs';
import { withStudio } from './studio.mjs';

const ITERATIONS = 100_000;
const UPDATES = 50;

/** A run of 100,000 iterations watched to its end: frames while every core trains, and what one more message costs to draw. */
export const studioCurves = () =>
  withStudio(async ({ app, page }) => {
    await page.getByText('MNIST (original)').waitFor();
    await page.getByRole('button', { name: 'Presets' }).click();
    await page.getByRole('menuitem', { name: 'Two-layer' }).click();
    await page.getByRole('tab', { name: 'Training' }).click();
    await page.getByRole('textbox', { name: 'Iterations' }).fill(String(ITERATIONS));
    await page.keyboard.press('Control+Enter');
    const iteration = () => page.evaluate(async () => (await window.kasane.requests.getState()).answer.run?.state.iteration ?? 0);
    while ((await iteration()) < ITERATIONS * 0.7) await page.waitForTimeout(500);
    const frames = await page.evaluate(
      () =>
        new Promise((resolve) => {
          const times = [];
          let last = performance.now();
          const frame = (now) => {
            times.push(now - last);
            last = now;
            if (times.length < 240) requestAnimationFrame(frame);
            else resolve(times);
          };
          requestAnimationFrame(frame);
        }),
    );
    await page.getByTestId('test-accuracy').waitFor({ timeout: 120_000 });
    await page
      .getByRole('contentinfo')
      .getByText(/^Finished/)
      .waitFor({ timeout: 60_000 });
    // One more iteration at a time, as the trainer would send it, by the way it would come.
    const run = await page.evaluate(async () => {
      const { state, metrics } = (await window.kasane.requests.getState()).answer.run;
      return { state, known: metrics.iterations.length };
    });
    const busy = await busyMilliseconds(page, () =>
      app.evaluate(
        async ({ BrowserWindow }, [{ state, known }, updates]) => {
          const [window] = BrowserWindow.getAllWindows();
          for (let from = known; from < known + updates; from++) {
            const appended = { iterations: [from + 1], losses: [0.1], accuracies: [0.97], learningRates: [0.1] };
            window.webContents.send('event:run', { state: { ...state, iteration: from + 1 }, appended, from });
            await new Promise((resolve) => setTimeout(resolve, 200));
          }
        },
        [run, UPDATES],
      ),
    );
    const sorted = frames.toSorted((a, b) => a - b);
    return {
      'frames a second while it trains': 1000 / (frames.reduce((sum, time) => sum + time, 0) / frames.length),
      'frame while it trains, 95th percentile, ms': sorted[Math.floor(sorted.length * 0.95)],
      'one update of the Train view at 100,000 iterations, its code, mean, ms': busy.code / UPDATES,
      'the same with style, layout, painting and garbage, mean, ms': busy.all / UPDATES,
    };
  });
