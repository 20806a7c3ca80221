/** Starts the built app on a fresh user folder and hands its window to a test. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test';

export const root = resolve(import.meta.dirname, '..', '..');
const screenshots = join(root, 'test-results', 'screenshots');

export interface Studio {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** A folder for the test's own files. */
  readonly folder: string;
  screenshot(name: string): Promise<void>;
}

/** Mandatory for root, under which Chromium's sandbox does not run. */
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

export function launchApp(userData: string): Promise<ElectronApplication> {
  return _electron.launch({
    executablePath: process.env.KASANE_ELECTRON,
    args: [...sandbox, `--user-data-dir=${userData}`, '--lang=en-US', root],
  });
}

export const test = base.extend<{ studio: Studio }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
  studio: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'kasane-e2e-'));
    const app = await launchApp(join(folder, 'user'));
    const page = await app.firstWindow();
    mkdirSync(screenshots, { recursive: true });
    await use({ app, page, folder, screenshot: async (name) => void (await page.screenshot({ path: join(screenshots, `${name}.png`) })) });
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  },
});

export { expect } from '@playwright/test';
