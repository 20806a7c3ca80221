import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { byLength, isLong } from '../support/length';
import { openFewDigits } from './dialogs';
import { looks, prepareExperiments } from './looks';
import { clippedTexts, expectAccessible, overlappingTexts, untranslatedTexts } from './page-checks';
import { choosePreset, designTwoLayer, drawOn, expect, field, limitImages, poll, show, test, trainSeeds, trainToEnd } from './studio';

test.use({ hasGauge: true });

const tiny = { width: 960, height: 640 };
const small = { width: 1280, height: 800 };
const large = { width: 1920, height: 1080 };

/** How the views are looked at; the first of each language is where all of them are. */
const combinations = byLength(
  [
    { language: 'en', theme: 'dark', size: small },
    { language: 'ja', theme: 'light', size: large },
    { language: 'ja', theme: 'dark', size: tiny },
  ],
  ['en', 'ja'].flatMap((language) =>
    (language === 'en' ? ['dark', 'light'] : ['light', 'dark']).flatMap((theme) =>
      (language === 'en' ? [small, large, tiny] : [large, small, tiny]).map((size) => ({ language, theme, size })),
    ),
  ),
);

test('the estimate of an epoch is measured, and every preset can be chosen', async ({ studio: { page } }) => {
  const summary = page.getByRole('region', { name: 'This network' });
  for (const name of ['Two-layer', 'Four hidden layers', 'DeepConvNet', 'Accurate CNN', 'Small CNN']) {
    await choosePreset(page, name);
    await expect(summary).toContainText('Ready to train');
  }
  await expect(summary).toContainText(/≈ .+ s[\d,]+ images\/s/);
});

test('what opens over a view is accessible too', async ({ studio: { app, page, screenshot } }) => {
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('textbox', { name: 'Search for an action…' })).toBeFocused();
  await screenshot('palette');
  await expectAccessible(page, 'the palette', '[role=dialog]');
  await page.keyboard.type('gelu');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('grid').getByText('GELU', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Menu' }).click();
  await expect(page.getByRole('menuitem', { name: 'Undo' })).toBeVisible();
  await page.mouse.move(0, 0);
  await expect(page.getByRole('tooltip')).toHaveCount(0);
  await screenshot('menu');
  await expectAccessible(page, 'the menu', '[role=menu]');
  await page.keyboard.press('Escape');
  // It still takes keys while it closes.
  await expect(page.getByRole('menuitem', { name: 'Undo' })).toHaveCount(0);
  for (const [query, title, shown] of [
    ['help', 'Help', 'Keyboard shortcuts'],
    ['about', 'About Kasane', 'Chromium'],
  ] as const) {
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('textbox', { name: 'Search for an action…' })).toBeFocused();
    await page.keyboard.type(query);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: title });
    await expect(dialog).toContainText(shown);
    await screenshot(query);
    await expectAccessible(page, title, '[role=dialog]');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  await openFewDigits(app, page);
  await designTwoLayer(page, 50);
  await trainToEnd(page);
  for (const region of ['Curves', 'Layer health']) {
    await page.getByRole('region', { name: region }).getByRole('button', { name: 'Show as a table' }).click();
    await expect(page.getByRole('dialog', { name: region }).getByRole('table')).toBeVisible();
    await screenshot(`table-${region === 'Curves' ? 'curves' : 'health'}`);
    await expectAccessible(page, `the table of ${region}`, '[role=dialog]');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
});

test('keys alone lead through the views', async ({ studio: { page } }) => {
  const current = page.getByRole('navigation').locator('[aria-current=page]');
  for (const [key, view] of [
    ['2', 'Train'],
    ['3', 'Inspect'],
    ['6', 'Lab'],
    ['1', 'Design'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(current).toHaveText(view);
  }
  await show(page, 'Train');
});

test('light and dark, English and Japanese, at three sizes', async ({ studio: { app, page, folder, screenshot } }) => {
  prepareExperiments(join(folder, 'user', 'lab'));
  await page.reload();
  await expect(page.getByText('MNIST (original)')).toBeVisible();
  await limitImages(page, byLength(2500, 0), byLength(500, 10_000));
  await page.getByRole('tab', { name: 'Training' }).click();
  await field(page, 'Epochs').fill('1');
  await trainToEnd(page);
  await trainSeeds(page, 2);
  await show(page, 'Design');
  await page.getByRole('tab', { name: 'Optimizer' }).click();
  await page.getByRole('button', { name: 'Find a learning rate' }).click();
  await expect(page.getByTestId('suggested-rate')).toBeVisible();
  // A design with a problem, a warning and a layer that is switched off.
  await choosePreset(page, 'Small CNN');
  const cards = page.getByRole('grid').locator('[data-layer]');
  await page.getByRole('button', { name: 'Switch Dropout off' }).click({ force: true });
  await cards.nth(7).click();
  await page.keyboard.press('Delete');
  await cards.nth(0).click();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  // A drawing on the sheet, and one that is kept.
  await show(page, 'Draw');
  for (let kept = 0; kept < 2; kept++) {
    await drawOn(page, [
      [
        [100, 50],
        [88, 150],
        [195, 148],
      ],
      [
        [165, 90],
        [160, 235],
      ],
    ]);
    if (kept > 0) continue;
    await page.getByRole('button', { name: 'Save the drawing with label 4' }).click();
    // The sheet is empty again once the drawing is on disk.
    await expect(page.getByTestId('pad')).toHaveAttribute('data-strokes', '0');
  }

  const seen = new Set<string>();
  for (const [combination, { language, theme, size }] of combinations.entries()) {
    const isFirst = !seen.has(language);
    if (isFirst && language === 'ja') await page.getByRole('button', { name: '日本語' }).click();
    seen.add(language);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await setTheme(page, theme);
    const { width } = size;
    await setSize(app, page, size);
    for (const [place, { name, view, tab, prepare, leave, rarely }] of looks.entries()) {
      if (rarely && !isFirst) continue;
      await page
        .getByRole('navigation')
        .getByRole('button')
        .nth(view - 1)
        .click();
      if (tab !== undefined) await page.getByRole('tab').nth(tab).click();
      await prepare?.(page, app, folder);
      await page.mouse.move(0, 0);
      await expect(page.getByRole('tooltip')).toHaveCount(0);
      await screenshot(`${name}-${theme}-${language}-${width}`);
      const where = `${name}, ${theme}, ${language}, ${width}`;
      expect(await clippedTexts(page), `clipped in ${where}`).toEqual([]);
      expect(await overlappingTexts(page), `overlapping in ${where}`).toEqual([]);
      if (language === 'ja') expect(await untranslatedTexts(page), `untranslated in ${where}`).toEqual([]);
      // It takes as long as all else: short, what is looked at in every theme is checked once, by turns in one and in the other.
      const isChecked = isLong ? isFirst || width === tiny.width : !rarely && place % combinations.length === combination;
      if (isChecked) await expectAccessible(page, where);
      await leave?.(page);
    }
  }
  // Both choices outlive the window's page.
  await page.reload();
  await expect(page.getByRole('button', { name: '学習開始' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', combinations.at(-1)?.theme ?? '');
  // The tests that share this app are of a window as it is opened.
  await setSize(app, page, small);
});

async function setSize(app: ElectronApplication, page: Page, size: { readonly width: number; readonly height: number }): Promise<void> {
  await app.evaluate(({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.setContentSize(wanted.width, wanted.height), size);
  await poll(() => page.evaluate(() => [innerWidth, innerHeight])).toEqual([size.width, size.height]);
}

async function setTheme(page: Page, theme: string): Promise<void> {
  if ((await page.locator('html').getAttribute('data-mantine-color-scheme')) === theme) return;
  await page
    .getByRole('banner')
    .getByRole('button', { name: /Light or dark theme|明るいテーマ／暗いテーマ/ })
    .click();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme);
}
