import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, setIterations, startTraining, test } from './studio';

const sizes = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];

test('light and dark, English and Japanese, at two sizes', async ({ studio: { app, page, screenshot } }) => {
  await setIterations(page, 1500);
  await startTraining(page);
  await expect(page.getByTestId('test-accuracy')).toBeVisible();

  await page.getByRole('button', { name: 'Dark theme' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  for (const language of ['en', 'ja']) {
    if (language === 'ja') await page.getByRole('button', { name: '日本語' }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    for (const theme of ['dark', 'light']) {
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await setTheme(page, theme);
      for (const size of sizes) {
        await app.evaluate(({ BrowserWindow }, { width, height }) => BrowserWindow.getAllWindows()[0]?.setContentSize(width, height), size);
        await expect.poll(() => page.evaluate(() => innerWidth)).toBe(size.width);
        await screenshot(`train-${theme}-${language}-${size.width}`);
        expect(await clippedTexts(page), `clipped at ${size.width}, ${theme}, ${language}`).toEqual([]);
      }
      await page.mouse.move(0, 0);
      await expect(page.getByRole('tooltip')).toHaveCount(0);
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
    }
  }
  await expect(page.getByRole('button', { name: '学習開始' })).toBeVisible();

  // Both choices outlive the window's page.
  await page.reload();
  await expect(page.getByRole('button', { name: '学習開始' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'light');
});

test('keys alone lead through the views', async ({ studio: { page } }) => {
  const current = page.getByRole('navigation').locator('[aria-current=page]');
  for (const [key, view] of [
    ['1', 'Design'],
    ['3', 'Inspect'],
    ['6', 'Lab'],
    ['2', 'Train'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(current).toHaveText(view);
  }
});

async function setTheme(page: Page, theme: string): Promise<void> {
  if ((await page.locator('html').getAttribute('data-mantine-color-scheme')) === theme) return;
  await page.getByRole('button', { name: theme === 'dark' ? /Dark theme|暗いテーマ/ : /Light theme|明るいテーマ/ }).click();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme);
}

/** Texts that do not fit the box they are in. */
const clippedTexts = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('#root *')]
      .filter(
        (element) =>
          element.childNodes.length > 0 &&
          [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim()),
      )
      .filter((element) => !element.closest('svg') && getComputedStyle(element).position !== 'absolute')
      .filter((element) => element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== 'inline')
      .map((element) => element.textContent ?? ''),
  );
