import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { busyMilliseconds } from './busy.mjs';
import { withStudio } from './studio.mjs';

const LAYERS = 30;
const EDITS = 40;

const pairs = Array.from({ length: (LAYERS - 2) / 2 }, () => [{ type: 'conv2d', filters: 8 }, { type: 'relu' }]).flat();
const layers = [...pairs, { type: 'global-average-pool' }, { type: 'affine', units: 10 }];

/** Thirty layers, the first of which is edited again and again, so that every card behind it has new figures. */
export const studioDesign = () =>
  withStudio(async ({ app, page }) => {
    await page.getByText('MNIST (original)').waitFor();
    const path = join(mkdtempSync(join(tmpdir(), 'kasane-bench-')), 'thirty.kasane.json');
    writeFileSync(path, JSON.stringify({ version: 1, name: 'Thirty', network: { layers } }));
    await app.evaluate(({ dialog }, file) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [file] });
    }, path);
    await page.keyboard.press('Control+o');
    await page
      .getByRole('grid')
      .locator('[data-layer]')
      .nth(LAYERS - 1)
      .waitFor();
    const filters = page.getByRole('textbox', { name: 'Convolution: Filters' }).first();
    await filters.focus();
    // From the key until all is drawn anew but the pixels: React works through a key's event at once.
    const spent = await filters.evaluate(async (input, edits) => {
      const times = [];
      const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
      for (let edit = 0; edit < edits; edit++) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        const start = performance.now();
        setValue.call(input, String(8 + (edit % 9)));
        input.dispatchEvent(new InputEvent('input', { bubbles: true }));
        await Promise.resolve();
        document.querySelector('[role=grid]').getBoundingClientRect();
        times.push(performance.now() - start);
      }
      return times.toSorted((a, b) => a - b);
    }, EDITS);
    const text = await page.getByRole('region', { name: 'This network' }).textContent();
    if (!/[\d,]{5,}/.test(text)) throw new Error(`the edits did not arrive: ${text}`);
    const busy = await busyMilliseconds(page, async () => {
      for (let edit = 0; edit < EDITS; edit++) await page.keyboard.press(edit % 2 === 0 ? 'ArrowUp' : 'ArrowDown');
    });
    return {
      'edit of 30 layers, median, ms': spent[EDITS >> 1],
      'edit of 30 layers, 95th percentile, ms': spent[Math.floor(EDITS * 0.95)],
      'edit of 30 layers, painting and key handling included, mean, ms': busy.all / EDITS,
    };
  });
