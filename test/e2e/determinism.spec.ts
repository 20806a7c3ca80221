/** Inside Electron, paused, killed and resumed, a run gives the bytes that the command line gives straight through. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { byLength, isLong } from '../support/length';
import { ended, expect, poll, root, runFolders, runState, show, test, trainerPid } from './studio';

const PRESETS = byLength(['small-cnn'], ['two-layer', 'four-hidden', 'small-cnn', 'deep-cnn', 'accurate-cnn']);
/** Longer than a slice of the trainer's, so that a run is paused on the way. */
const ITERATIONS = byLength(40, 500);
const LARGEST_BATCH = 50;

const checkpointOf = (run: string) => {
  const file = join(run, 'checkpoints', `${String(ITERATIONS).padStart(8, '0')}.safetensors`);
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
  spec.data = { ...spec.data, limit: byLength(2000, 11_000), validation: byLength(200, 1000) };
  spec.training.duration = { unit: 'iterations', count: ITERATIONS };
  spec.training.batchSize = Math.min(spec.training.batchSize, LARGEST_BATCH);
  return spec;
}

for (const preset of PRESETS) {
  test(`${preset} learns the same bytes in Electron as on the command line`, async ({ studio: { app, page, folder } }) => {
    const spec = specOf(preset);
    const specFile = join(folder, 'spec.json');
    writeFileSync(specFile, JSON.stringify(spec));
    const runs = join(folder, 'runs');
    const { run } = JSON.parse(cli('train', '--spec', specFile, '--threads', '1', '--runs', runs, '--json').trim());

    await expect(page.getByText('MNIST (original)')).toBeVisible();
    await show(page, 'Train');
    // Asked to pause at once, it does after its first slice, however fast or busy the machine is.
    await page.evaluate(async (input) => {
      const { startTraining, pauseTraining } = window.kasane.requests;
      await startTraining({ spec: input, from: 'initial', threads: 2 });
      await pauseTraining();
    }, spec);
    const phase = async () => (await runState(page))?.state.status.phase;
    // The dense ones are over within a slice.
    await poll(phase).toMatch(preset.endsWith('cnn') ? /paused/ : /paused|finished/);
    if ((await phase()) === 'paused') {
      const pid = await trainerPid(app);
      if (pid === null) throw new Error('there is no trainer process');
      process.kill(pid, 'SIGKILL');
      await page.getByRole('button', { name: 'Go on' }).click();
      await poll(phase).not.toMatch(/paused|crashed/);
    }
    await ended(page, isLong ? 800_000 : undefined);

    const [kept = ''] = runFolders(folder);
    expect(checkpointOf(kept)).toBe(checkpointOf(join(runs, run)));
  });
}
