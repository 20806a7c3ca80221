/** Which app is tested, and how it is started. */
import { dirname, join } from 'node:path';
import { builtInDataset } from '../../src/main/datasets/built-in';
import { root } from './root';

/** Chromium's sandbox does not run as root. */
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/**
 * A virtual display has no GPU. Chromium finds that out by starting its GPU process up to three times, and a window
 * that waits for it meanwhile may be left without another frame: what it is to show then never appears.
 */
const display = process.platform === 'linux' ? ['--disable-gpu'] : [];

/** The packaged app, where one is to be tested; else the build, which an Electron opens. */
export const packaged = process.env.KASANE_PACKAGED;

/** MNIST as the app itself finds it. */
export const ownDataset = packaged ? join(dirname(packaged), 'resources', 'mnist') : builtInDataset();

/** What starts it on a user folder; or another build than this one. */
export function launchCommand(userData: string, more: readonly string[] = [], build = root) {
  const executablePath = packaged ?? process.env.KASANE_ELECTRON;
  if (!executablePath) throw new Error('KASANE_ELECTRON names no Electron; run "npm run test:e2e"');
  const app = packaged ? [] : [build];
  return {
    executablePath,
    args: [...sandbox, ...display, `--user-data-dir=${userData}`, '--lang=en-US', '--force-prefers-reduced-motion', ...app, ...more],
  };
}
