import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from '@playwright/test';
import { root } from './kasane-cli.mjs';

/**
 * Starts the built app on a fresh user folder, which `prepare` may fill first, hands it over, and closes it.
 *
 * @param {(studio: { app: import('@playwright/test').ElectronApplication, page: import('@playwright/test').Page, secondsSinceStart: () => number }) => unknown} work
 * @param {(userData: string) => void} [prepare]
 */
export async function withStudio(work, prepare = () => undefined) {
  const userData = mkdtempSync(join(tmpdir(), 'kasane-bench-'));
  prepare(userData);
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const start = performance.now();
  const app = await _electron.launch({
    executablePath: process.env.KASANE_ELECTRON,
    args: [...sandbox, `--user-data-dir=${userData}`, '--lang=en-US', root],
  });
  try {
    const page = await app.firstWindow();
    return await work({ app, page, secondsSinceStart: () => (performance.now() - start) / 1000 });
  } finally {
    await app.close();
    rmSync(userData, { recursive: true, force: true });
  }
}
