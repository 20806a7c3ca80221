/** Inside Electron, paused, killed and gone on with, a run gives the bytes that the command line gives straight through. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, root, runFolders, runState, show, test, trainerPid } from './studio';

const PRESETS = ['two-layer', 'four-hidden', 'small-cnn', 'deep-cnn', 'accurate-cnn'];
const ITERATIONS = 500;
const LARGEST_BATCH = 50;

const checkpointOf = (run: string) => {
  const file = join(run, 'checkpoints', `00000${ITERATIONS}.safetensors`);
  return createHash('sha256').update(readFileSync(file)).digest('hex');
};
const cli = (...parameters: string[]) =>
  execFileSync(process.execPath, [join(root, 'out/main/cli.js'), ...parameters], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

/**
 * The preset on part of the images, so that little time goes into evaluating, and in batches that the large ones get
 * through soon; the command line's own tests train them in full.
 */
function specOf(preset: string) {
  const spec = JSON.parse(cli('spec', '--preset', preset));
  spec.data = { ...spec.data, limit: 11_000, validation: 1000 };
  spec.training.duration = { unit: 'iterations', count: ITERATIONS };
  spec.training.batchSize = Math.min(spec.training.batchSize, LARGEST_BATCH);
  return spec;
}

const iterationOf = async (page: Page) => (await runState(page))?.state.iteration ?? 0;

for (const preset of PRESETS) {
  test(`${preset} learns the same bytes in Electron as on the command line`, async ({ studio: { app, page, folder } }) => {
    test.setTimeout(600_000);
    const spec = specOf(preset);
    const specFile = join(folder, 'spec.json');
    writeFileSync(specFile, JSON.stringify(spec));
    const runs = join(folder, 'runs');
    const { run } = JSON.parse(cli('train', '--spec', specFile, '--threads', '1', '--runs', runs, '--json').trim());

    await expect(page.getByText('MNIST (original)')).toBeVisible();
    await show(page, 'Train');
    await page.evaluate((input) => window.kasane.requests.startTraining({ spec: input, from: 'initial' }), spec);
    await expect.poll(() => iterationOf(page), { intervals: [20] }).toBeGreaterThan(20);
    // The dense ones may be over before the click arrives.
    const isLong = preset.endsWith('cnn');
    const pause = page.getByRole('button', { name: 'Pause' });
    await (isLong ? pause.click() : pause.click({ timeout: 1000 }).catch(() => undefined));
    await expect.poll(async () => (await runState(page))?.state.status.phase).toMatch(isLong ? /paused/ : /paused|finished/);
    if ((await runState(page))?.state.status.phase === 'paused') {
      const pid = await trainerPid(app);
      if (pid === null) throw new Error('there is no trainer process');
      process.kill(pid, 'SIGKILL');
      await page.getByRole('button', { name: 'Go on' }).click();
    }
    await expect.poll(async () => (await runState(page))?.state.status.phase, { timeout: 500_000 }).toBe('finished');

    const [kept = ''] = runFolders(folder);
    expect(checkpointOf(kept)).toBe(checkpointOf(join(runs, run)));
  });
}
