import { resolve } from 'node:path';
import { defineConfig } from '@playwright/test';
import { isLong } from './test/support/length';

// Each on one thread where it does not ask for more: threads that wait for each other spin.
process.env.KASANE_THREADS ??= '1';

// What is found out about engines is kept beside the settings of the user's programs; tests have none of anybody's.
process.env.XDG_CONFIG_HOME = resolve('test-results/settings');
// In the user folder of each test, as in use.
delete process.env.KASANE_DATASETS;

/** The real app: two files at a time, each in a window of its own. */
export default defineConfig({
  testDir: 'test/e2e',
  // What a failed test of one left is not swept away by the other.
  outputDir: process.env.KASANE_PACKAGED ? 'test-results/packaged' : 'test-results/e2e',
  globalSetup: './test/e2e/trained-runs.ts',
  workers: 2,
  // Nothing is that slow; what hangs is told of all the same, whatever else the machine has to do.
  timeout: isLong ? 3_600_000 : 900_000,
  expect: { timeout: 60_000 },
  reporter: 'list',
});
