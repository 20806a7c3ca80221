import { withStudio } from './studio.mjs';

const MINUTES = Number(process.env.KASANE_SOAK_MINUTES ?? 30);
/** Of the time at the beginning memory may still grow: code is compiled, caches are filled. */
const SETTLING = 0.2;
const EVERY_MILLISECONDS = 5000;

/**
 * The studio in use for half an hour (KASANE_SOAK_MINUTES): a run that does not end is watched in Train, and all views are
 * gone through again and again, with evaluations in Inspect. How memory of each process grows, by the least squares' line.
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
      const settled = all.filter(([minute]) => minute > MINUTES * SETTLING);
      if (settled.length < 3) continue;
      figures[`${name}: memory at the end, MB`] = settled.at(-1)[1];
      figures[`${name}: growth, MB an hour`] = 60 * slope(settled);
    }
    return figures;
  });

function slope(points) {
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(points.map(([first]) => first)), mean(points.map(([, second]) => second))];
  const spread = points.reduce((sum, [first]) => sum + (first - x) ** 2, 0);
  return points.reduce((sum, [first, second]) => sum + (first - x) * (second - y), 0) / spread;
}
