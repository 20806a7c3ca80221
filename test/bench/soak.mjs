import { withStudio } from './studio.mjs';

const MINUTES = Number(process.env.KASANE_SOAK_MINUTES ?? 30);
/** Of the time at the beginning memory may still grow: code is compiled, caches are filled. */
const SETTLING = 0.2;
const EVERY_MILLISECONDS = 5000;

/**
 * The studio in use for half an hour (KASANE_SOAK_MINUTES): a run that does not end is watched in Train, and all views are
 * gone through again and again, with evaluations in Inspect. Memory of each process goes up and down as garbage is
 * collected; what a process holds on to is the lowest it comes back to, so that is compared: of the last third of the time
 * against the first third, once it has settled.
 */
export const soak = () =>
  withStudio(async ({ app, page }) => {
    await page.getByText('MNIST (original)').waitFor();
    await page.getByRole('tab', { name: 'Training' }).click();
    await page.getByRole('textbox', { name: 'Epochs', exact: true }).fill('10000');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    const samples = new Map();
    const start = performance.now();
    const minutes = () => (performance.now() - start) / 60_000;
    for (let round = 0; minutes() < MINUTES; round++) {
      await page.keyboard.press(String(1 + (round % 6)));
      await new Promise((resolve) => setTimeout(resolve, EVERY_MILLISECONDS));
      const metrics = await app.evaluate(({ app: electron }) =>
        electron.getAppMetrics().map(({ type, name, memory }) => ({ name: name ?? type, kilobytes: memory.workingSetSize })),
      );
      for (const { name, kilobytes } of metrics) {
        if (!samples.has(name)) samples.set(name, []);
        samples.get(name).push([minutes(), kilobytes / 1024]);
      }
    }
    const figures = {};
    for (const [name, all] of samples) {
      const settled = all.filter(([minute]) => minute > MINUTES * SETTLING).map(([, megabytes]) => megabytes);
      if (settled.length < 3) continue;
      const third = Math.floor(settled.length / 3);
      const lowest = Math.min(...settled.slice(-third));
      figures[`${name}: highest, MB`] = Math.max(...settled);
      figures[`${name}: lowest of the last third, MB`] = lowest;
      figures[`${name}: more than the lowest of the first third, MB`] = lowest - Math.min(...settled.slice(0, third));
    }
    return figures;
  });
