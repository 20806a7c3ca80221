import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { kernels } from './scripts/kernels.mjs';
import { page } from './scripts/page.mjs';

const source = (path: string) => resolve(import.meta.dirname, 'src', path);
const alias = { '@browser': source('browser'), '@shared': source('shared') };
/** Its build for Node makes a `require` of its own, which collides with the one that bundles are given. */
const fflate = { find: /^fflate$/, replacement: 'fflate/browser' };

/** Compiling the kernels is most of a build, and is told of by nobody. */
const checks = { pluginTimings: false };

// Dependencies are bundled, so that the app starts from a handful of files and ships nothing it does not run.
export default defineConfig({
  main: {
    plugins: [kernels(), page()],
    resolve: { alias: [{ find: '@shared', replacement: source('shared') }, fflate] },
    build: {
      externalizeDeps: false,
      target: 'node20',
      rolldownOptions: {
        checks,
        input: {
          index: source('main/app/index.ts'),
          trainer: source('main/processes/trainer/process.ts'),
          inspector: source('main/processes/inspector/process.ts'),
          gauge: source('main/processes/gauge/process.ts'),
          worker: source('main/processes/worker/process.ts'),
          thread: source('main/threads/thread.ts'),
          'design-thread': source('main/threads/design-thread.ts'),
          cli: source('main/cli/index.ts'),
        },
        // Entries find each other beside the file they are called from, whichever chunk that is.
        output: { chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    resolve: { alias },
    build: {
      externalizeDeps: false,
      rolldownOptions: { input: { preload: source('main/app/preload.ts') }, output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    root: source('renderer'),
    // The studio's page lists the formats; another process writes them.
    plugins: [react(), page({ empty: true })],
    resolve: { alias },
    build: { target: 'chrome130', modulePreload: false, rolldownOptions: { checks, input: source('renderer/index.html') } },
  },
});
