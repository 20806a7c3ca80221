import { withStudio } from './studio.mjs';

/** The first app's job in the studio, its curves being drawn: training time, and the longest that the main process was away. */
export const studioJob = () =>
  withStudio(async ({ app, page }) => {
    await page.getByText('MNIST (original)').waitFor();
    await page.getByRole('button', { name: 'Presets' }).click();
    await page.getByRole('menuitem', { name: 'Two-layer' }).click();
    await page.waitForTimeout(2500); // until its pace is measured
    await app.evaluate(watchMainProcess);
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
    const { away, busy } = await app.evaluate(() => globalThis.longest);
    const frames = (await page.evaluate(() => globalThis.frames)).toSorted((a, b) => a - b);
    return {
      'training, s': state.seconds,
      'click to test accuracy, s': whole,
      'test accuracy, %': state.evaluations.test.evaluation.accuracy * 100,
      'main process at one piece of work, longest, ms': busy,
      'the same and waiting for a core, longest, ms': away,
      'frame of the window, 95th percentile, ms': frames[Math.floor(frames.length * 0.95)],
      'frame of the window, longest, ms': frames.at(-1),
    };
  });

/**
 * Runs in the main process: between turns of its event loop a millisecond apart, how long it computed, and how long it
 * was away in all; the two differ by what the operating system gave to others (Linux only).
 */
function watchMainProcess() {
  const { readFileSync } = process.getBuiltinModule('node:fs');
  const computed = () => Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  globalThis.longest = { away: 0, busy: 0 };
  let last = { time: performance.now(), computed: computed() };
  setInterval(() => {
    const now = { time: performance.now(), computed: computed() };
    globalThis.longest.away = Math.max(globalThis.longest.away, now.time - last.time);
    globalThis.longest.busy = Math.max(globalThis.longest.busy, now.computed - last.computed);
    last = now;
  }, 1);
}
