import { withStudio } from './studio.mjs';

/** The first app's job in the studio, its curves being drawn: training time, and the longest that the main process was away. */
export const studioJob = () =>
  withStudio(async ({ app, page }) => {
    await page.getByText('MNIST (original)').waitFor();
    await app.evaluate(async () => {
      const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks');
      globalThis.delays = monitorEventLoopDelay({ resolution: 1 });
      globalThis.delays.enable();
    });
    await page.evaluate(() => {
      globalThis.frames = [];
      let last = performance.now();
      const frame = (now) => {
        globalThis.frames.push(now - last);
        last = now;
        requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
    });
    const start = performance.now();
    await page.keyboard.press('Control+Enter');
    await page.getByTestId('test-accuracy').waitFor();
    const whole = (performance.now() - start) / 1000;
    const { state } = await page.evaluate(async () => (await window.kasane.requests.getState()).answer.run);
    const longest = await app.evaluate(() => globalThis.delays.max / 1e6);
    const frames = (await page.evaluate(() => globalThis.frames)).toSorted((a, b) => a - b);
    return {
      'training, s': state.seconds,
      'click to test accuracy, s': whole,
      'test accuracy, %': state.evaluations.test.evaluation.accuracy * 100,
      'main process away, longest, ms': longest,
      'frame of the window, 95th percentile, ms': frames[Math.floor(frames.length * 0.95)],
      'frame of the window, longest, ms': frames.at(-1),
    };
  });
