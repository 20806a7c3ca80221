/** `npm run pictures`: takes the README's pictures anew, of the real app after the real job. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { withStudio } from '../test/bench/studio.mjs';
import { root } from './setup/paths.mjs';

await withStudio(async ({ page }) => {
  const take = async (name) => {
    await page.mouse.move(0, 0);
    await page.waitForFunction(() => document.querySelector('[role=tooltip]') === null);
    await page.screenshot({ path: join(root, 'docs', 'pictures', `${name}.png`) });
  };
  await page.getByText('MNIST (original)').waitFor();
  const dark = page.getByRole('banner').getByRole('button', { name: 'Light or dark theme' });
  if (await page.evaluate(() => document.documentElement.dataset.mantineColorScheme !== 'dark')) await dark.click();
  await page.getByRole('grid').locator('[data-layer]').first().click();
  await page.getByText(/images\/s/).waitFor();
  await take('design-dark');
  await page.keyboard.press('Control+Enter');
  await page.getByTestId('test-accuracy').waitFor({ timeout: 300_000 });
  await page
    .getByRole('contentinfo')
    .getByText(/^Finished/)
    .waitFor();
  await take('train-dark');
  await page.keyboard.press('3');
  await page.getByRole('option').first().locator('canvas').waitFor();
  await page.locator('[data-kind=wrong]').first().waitFor();
  await take('inspect-dark');
  await page.keyboard.press('4');
  await drawThree(page);
  await take('draw-dark');
  await page.keyboard.press('5');
  await page.locator('label', { hasText: 'Search' }).click();
  await page.getByRole('button', { name: 'As in the book' }).click();
  await page.getByRole('button', { name: 'Start the search' }).click();
  await page
    .getByTestId('search-count')
    .filter({ hasText: /^100 of 100/ })
    .waitFor({ timeout: 300_000 });
  await take('search-dark');
  await page.keyboard.press('6');
  await page.getByRole('button', { name: /^Batch normalisation/ }).click();
  await page.getByRole('button', { name: 'Run the experiment' }).click();
  await page.getByTestId('claim').waitFor({ timeout: 300_000 });
  await take('lab-dark');
  await page.getByText('One step', { exact: true }).click();
  await page.getByRole('combobox', { name: 'Parameters' }).selectOption('run');
  await page.getByRole('button', { name: 'Take the step' }).click();
  await page.getByRole('application', { name: /^Output y/ }).click({ position: { x: 90, y: 84 } });
  await page.getByTestId('step-value').waitFor();
  await take('step-dark');
  await page.keyboard.press('2');
  await dark.click();
  await page.getByRole('button', { name: '日本語' }).click();
  await take('train-light-ja');
  await page.keyboard.press('1');
  await page.getByRole('tab').nth(1).click();
  await page.getByText(/枚\/秒/).waitFor(); // by then the optimizer's path is drawn too
  await take('design-light-ja');
  await page.getByRole('button', { name: 'English' }).click();
  await dark.click();
  await page.keyboard.press('6');
  await page.getByText('Lessons', { exact: true }).click();
  await page.locator('[data-task=train][data-solved=true]').waitFor();
  await page.locator('[data-task=mistakes]').getByRole('button', { name: 'Show hint 1 of 2' }).click();
  await page.getByTestId('hint').waitFor();
  await take('lessons-dark');
  await page.keyboard.press('4');
  await drawSet(page);
  await take('set-dark');
});

await takeWebPage();

/** The page of docs/, drawn on, in Chromium. */
async function takeWebPage() {
  const browser = await puppeteer.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'], headless: true });
  const tab = await browser.newPage();
  await tab.setViewport({ width: 1180, height: 700 });
  await tab.goto(`file://${join(root, 'docs', 'accurate-cnn.half.html')}`);
  const box = await (await tab.waitForSelector('#pad')).boundingBox();
  const at = (x, y) => /** @type {[number, number]} */ ([box.x + x * box.width, box.y + y * box.height]);
  await tab.mouse.move(...at(0.32, 0.22));
  await tab.mouse.down();
  for (const point of [at(0.7, 0.2), at(0.56, 0.5), at(0.46, 0.84)]) await tab.mouse.move(...point, { steps: 8 });
  await tab.mouse.up();
  await tab.waitForFunction(() => document.querySelector('[data-best]'));
  await tab.screenshot({ path: join(root, 'docs', 'pictures', 'web-page.png') });
  await browser.close();
}

/** A few signs, each as often and each time a little otherwise, and a network that has learnt them. */
async function drawSet(page) {
  const signs = JSON.parse(readFileSync(join(root, 'test', 'fixtures', 'signs.json'), 'utf8'));
  const names = Object.keys(signs);
  await page.getByRole('button', { name: 'New set…' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('かな');
  for (const [index, name] of names.entries()) await page.getByRole('textbox', { name: `Class ${index + 1}` }).fill(name);
  await page.getByRole('button', { name: 'Start drawing' }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  const box = await page.getByTestId('pad').boundingBox();
  const draw = async (name, number) => {
    const [size, lean, x, y] = [3, 5, 7, 11].map((prime) => ((number * prime) % 13) / 13 - 0.5);
    for (const stroke of signs[name]) {
      const places = stroke.map(([left, top]) => {
        const [across, down] = [(left - 140) * (1 + 0.2 * size) + 0.3 * lean * (top - 140), (top - 140) * (1 + 0.2 * size)];
        return [box.x + (box.width * (140 + across + 20 * x)) / 280, box.y + (box.height * (140 + down + 20 * y)) / 280];
      });
      await page.mouse.move(...places[0]);
      await page.mouse.down();
      for (const place of places.slice(1)) await page.mouse.move(...place, { steps: 4 });
      await page.mouse.up();
    }
  };
  for (let number = 0; number < 3 * 12; number++) {
    const name = names[number % 3];
    await draw(name, number);
    await page.keyboard.press('Enter');
    await page.locator(`[data-class="${name}"][data-count="${1 + Math.floor(number / 3)}"]`).waitFor();
  }
  await page.getByRole('button', { name: 'Train on it' }).click();
  await page.getByText(/that were put aside for testing/).waitFor({ timeout: 120_000 });
  await draw('キ', 40);
  await page.locator('[data-testid=bars][data-predicted="2"]').waitFor();
  await page.getByRole('button', { name: 'Close' }).click();
}

/** By mouse, as a person would. */
async function drawThree(page) {
  const box = await page.getByTestId('pad').boundingBox();
  const points = Array.from({ length: 61 }, (_, step) => {
    const upper = step <= 30;
    const angle = upper ? -2.6 + (step / 30) * 4 : -1.5 + ((step - 30) / 30) * 4.1;
    const [radius, middle] = upper ? [0.17, 0.33] : [0.2, 0.66];
    return [box.x + box.width * (0.5 + radius * Math.cos(angle)), box.y + box.height * (middle + 0.85 * radius * Math.sin(angle))];
  });
  await page.mouse.move(...points[0]);
  await page.mouse.down();
  for (const point of points) await page.mouse.move(...point);
  await page.mouse.up();
  await page.getByText(/^Without|would still be read/).waitFor();
}
