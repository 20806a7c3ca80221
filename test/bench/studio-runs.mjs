import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kasane } from './kasane-cli.mjs';
import { withStudio } from './studio.mjs';

const RUNS = 1000;

/** So many copies of one real run, each with a name, a day, a tag and figures of its own. */
function fill(userData) {
  const runs = join(userData, 'runs');
  const made = join(userData, 'made');
  mkdirSync(runs, { recursive: true });
  kasane('train', '--preset', 'two-layer', '--iterations', '200', '--runs', made);
  const [name] = readdirSync(made);
  const original = join(made, name);
  const record = JSON.parse(readFileSync(join(original, 'run.json'), 'utf8'));
  for (let run = 0; run < RUNS; run++) {
    const created = new Date(Date.UTC(2026, 0, 1) + run * 3_600_000).toISOString();
    const folder = join(runs, `${created.slice(0, 19).replace('T', ' ').replaceAll(':', '.')} Two-layer`);
    cpSync(original, folder, { recursive: true });
    const label = { ...record.label, name: `Run ${run}`, tags: [`group ${run % 10}`] };
    const outcome = { ...record.outcome, test: 0.9 + (run % 97) / 1000, seconds: 1 + (run % 31) };
    writeFileSync(join(folder, 'run.json'), JSON.stringify({ ...record, created, label, outcome }));
  }
}

/** A thousand runs: the view opened, sorted, searched, until the list has been drawn anew. */
export const studioRuns = () =>
  withStudio(async ({ page }) => {
    await page.getByText('MNIST (original)').waitFor();
    const first = await milliseconds(page, 'nav button', 'Runs', `${RUNS.toLocaleString('en')} of`);
    await page.keyboard.press('1');
    const opened = await milliseconds(page, 'nav button', 'Runs', `${RUNS.toLocaleString('en')} of`);
    const sorted = await milliseconds(page, '[role=columnheader] button', 'Test', `${RUNS.toLocaleString('en')} of`);
    const filtered = await page.evaluate(async () => {
      const input = document.querySelector('input[placeholder^="Name, network"]');
      const start = performance.now();
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, 'run 777');
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
      while (!document.querySelector('[data-testid=runs-count]').textContent.startsWith('1 of')) await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      return performance.now() - start;
    });
    return {
      [`${RUNS} runs read and shown for the first time, ms`]: first,
      [`${RUNS} runs opened, ms`]: opened,
      [`${RUNS} runs sorted, ms`]: sorted,
      [`${RUNS} runs filtered, ms`]: filtered,
    };
  }, fill);

/** From a click on the button of that name until the list says that it shows what is expected, and a frame has been drawn. */
const milliseconds = (page, buttons, name, expected) =>
  page.evaluate(
    async ([selector, text, count]) => {
      const button = [...document.querySelectorAll(selector)].find((each) => each.textContent.trim().startsWith(text));
      const start = performance.now();
      button.click();
      while (!document.querySelector('[data-testid=runs-count]')?.textContent.startsWith(count)) await new Promise(requestAnimationFrame);
      while (!document.querySelector('[role=row][data-index]')) await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      return performance.now() - start;
    },
    [buttons, name, expected],
  );
