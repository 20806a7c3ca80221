import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { _electron } from '@playwright/test';
import { testExecutable } from '../../scripts/package.mjs';

/** The packaged app (`npm run package -- --test` makes it): its size on disk, and from its start to a window that is shown. */
export async function packaged() {
  if (!existsSync(testExecutable)) throw new Error('there is no packaged app; run "npm run package -- --test" first');
  const userData = mkdtempSync(join(tmpdir(), 'kasane-bench-'));
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const start = performance.now();
  const app = await _electron.launch({ executablePath: testExecutable, args: [...sandbox, `--user-data-dir=${userData}`] });
  try {
    const page = await app.firstWindow();
    await app.evaluate(async ({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      if (!window.isVisible()) await new Promise((resolve) => window.once('show', resolve));
    });
    const shown = (performance.now() - start) / 1000;
    await page.getByText('Ready to train').waitFor();
    const ready = (performance.now() - start) / 1000;
    const size = Number(execFileSync('du', ['-sk', dirname(testExecutable)], { encoding: 'utf8' }).split('\t')[0]) / 1024;
    return { 'window shown, s': shown, 'ready to train, s': ready, 'installed size, MB': size };
  } finally {
    await app.close();
    rmSync(userData, { recursive: true, force: true });
  }
}
