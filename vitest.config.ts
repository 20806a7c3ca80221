import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { kernels } from './scripts/kernels.mjs';
import { page } from './scripts/page.mjs';

const files = (...folders: string[]) => folders.flatMap((folder) => [`${folder}/**/*.test.ts`, `${folder}/**/*.test.tsx`]);

/** Nothing takes so many milliseconds; what hangs is told of all the same, whatever else the machine has to do. */
const longest = process.env.KASANE_TESTS === 'long' ? 3_000_000 : 300_000;

export default defineConfig({
  plugins: [kernels(), page()],
  resolve: { alias: { '@browser': resolve(import.meta.dirname, 'src/browser'), '@shared': resolve(import.meta.dirname, 'src/shared') } },
  test: {
    exclude: ['test/e2e/**', 'test/bench/**'],
    testTimeout: longest,
    hookTimeout: longest,
    // Two files at a time, each on one thread where it does not ask for more: threads that wait for each other spin.
    maxWorkers: 2,
    env: { KASANE_THREADS: '1', KASANE_DATASETS: join(tmpdir(), `kasane-datasets-${process.pid}`) },
    setupFiles: process.env.KASANE_EXPECT_WIDE ? ['test/support/wide-vectors.ts'] : [],
    // The page's stores are modules with state; all else is loaded once for the files that a worker runs.
    projects: [
      { extends: true, test: { name: 'page', include: files('test/renderer') } },
      {
        extends: true,
        test: { name: 'all else', include: files('test'), exclude: ['test/renderer/**'], isolate: false },
      },
    ],
  },
});
