import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { deepConvNet } from './deep-conv-net.mjs';
import { kasane } from './kasane-cli.mjs';

const browsers = [
  { name: 'Chromium', executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] },
  { name: 'Firefox', executablePath: '/usr/bin/firefox-esr', browser: 'firefox' },
];
const MOVES = 150;
const share = (values, part) => values.toSorted((a, b) => a - b)[Math.floor(values.length * part)];

/** The exported page of DeepConvNet: its size, and from a pointer's event until the bars stand; the pen is moved at every frame. */
export async function webPage() {
  const folder = mkdtempSync(join(tmpdir(), 'kasane-bench-'));
  try {
    const spec = join(folder, 'spec.json');
    const page = join(folder, 'net.html');
    const training = { batchSize: 100, duration: { unit: 'iterations', count: 10 } };
    writeFileSync(
      spec,
      JSON.stringify({
        version: 1,
        name: 'DeepConvNet',
        data: { limit: 1000, validation: 100 },
        network: { layers: deepConvNet },
        training,
      }),
    );
    const { result } = kasane('train', '--spec', spec);
    kasane('export', '--params', result.run, '--out', page);
    const found = { 'its size, MB': statSync(page).size / 1e6 };
    for (const { name, ...options } of browsers) {
      if (!existsSync(options.executablePath)) continue;
      const waits = await latencies(options, page);
      found[`pointer to bars in ${name}, median, ms`] = share(waits, 0.5);
      found[`pointer to bars in ${name}, 95th percentile, ms`] = share(waits, 0.95);
    }
    return found;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function latencies(options, page) {
  const browser = await puppeteer.launch({ headless: true, ...options });
  try {
    const tab = await browser.newPage();
    await tab.setViewport({ width: 1200, height: 800 });
    await tab.goto(`file://${page}`);
    const box = await (await tab.waitForSelector('#pad')).boundingBox();
    await tab.evaluate(() => {
      window.waits = [];
      let since = null;
      document.querySelector('#pad').addEventListener('pointermove', ({ timeStamp }) => (since ??= timeStamp), { capture: true });
      new MutationObserver(() => {
        if (since !== null) window.waits.push(performance.now() - since);
        since = null;
      }).observe(document.querySelector('[data-probability]'), { attributes: true, attributeFilter: ['data-probability'] });
    });
    const at = (move) => {
      const angle = move / 12;
      return [box.x + box.width * (0.5 + 0.3 * Math.cos(angle)), box.y + box.height * (0.5 + 0.35 * Math.sin(angle * 0.7))];
    };
    await tab.mouse.move(...at(0));
    await tab.mouse.down();
    for (let move = 1; move <= MOVES; move++) {
      await tab.mouse.move(...at(move));
      await tab.evaluate(() => new Promise(requestAnimationFrame));
    }
    await tab.mouse.up();
    // The first few are of a page that has just opened.
    return await tab.evaluate(() => window.waits.slice(5));
  } finally {
    await browser.close();
  }
}
