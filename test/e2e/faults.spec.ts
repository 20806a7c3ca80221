/** What goes wrong around the app: each is told of in words, and nothing of the user's is lost. */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtInDataset } from '../../src/main/datasets/built-in';
import { presetSpec } from '../../src/shared/spec/presets';
import { isLong } from '../support/length';
import { mountDisk } from '../support/mount-disk';
import { chooseData, openFewDigits, useData } from './dialogs';
import { launchCommand } from './launch';
import {
  choosePreset,
  designTwoLayer,
  drawOn,
  ended,
  expect,
  field,
  iterationOf,
  poll,
  processId,
  runFolders,
  runState,
  show,
  startTraining,
  test,
} from './studio';

const ENDLESS = 5_000_000;

test('a second Kasane hands its design file to the first and ends', async ({ studio: { app, page, folder } }) => {
  await expect(page.getByText('MNIST (original)')).toBeVisible();
  const design = join(folder, 'handed over.kasane.json');
  writeFileSync(design, JSON.stringify({ ...presetSpec('four-hidden'), name: 'Handed over' }));
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  const { executablePath, args } = launchCommand(join(folder, 'user'), ['handed over.kasane.json']);
  const second = spawn(executablePath, args, { cwd: folder, stdio: 'ignore' });
  const code = await new Promise<number | null>((resolve) => second.on('exit', resolve));
  expect(code).toBe(0);
  await expect(page.getByRole('textbox', { name: 'Name of the design' })).toHaveValue('Handed over');
  await expect(page.getByText('handed over.kasane.json is open')).toBeVisible();
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isVisible()))).toEqual([true]);
  // The design before is one undo away.
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('textbox', { name: 'Name of the design' })).toHaveValue('Small CNN');
});

test('a design file that Kasane is started with is opened, a broken one told of; an edit of the last moment is kept', async ({
  studio,
}) => {
  const { folder } = studio;
  const design = join(folder, 'mine.kasane.json');
  writeFileSync(design, JSON.stringify({ ...presetSpec('deep-cnn'), name: 'Mine' }));
  const next = await studio.restart('close', [design]);
  await expect(field(next.page, 'Name of the design')).toHaveValue('Mine');
  writeFileSync(design, '{');
  await field(next.page, 'Name of the design').fill('At the last moment');
  const { page } = await next.restart('close', [design]);
  await expect(page.getByRole('alert')).toContainText('mine.kasane.json: not JSON');
  await expect(field(page, 'Name of the design')).toHaveValue('At the last moment');
});

test('an inspector that crashes is told of, and answers again', async ({ studio: { app, page } }) => {
  await expect(page.getByText('MNIST (original)')).toBeVisible();
  const ask = (images: number) =>
    page.evaluate((count) => window.kasane.requests.robustness({ model: 'model:accurate-cnn', images: count, job: `${count}` }), images);
  const atWork = page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const stop = window.kasane.on('progress', ({ job }) => {
          if (job !== '10000') return;
          stop();
          resolve();
        });
      }),
  );
  const broken = ask(10_000); // minutes of work
  await atWork;
  process.kill((await processId(app, 'Kasane inspector')) ?? 0, 'SIGKILL');
  expect(await broken).toMatchObject({ ok: false, error: { message: expect.stringContaining('the inspector stopped unexpectedly') } });
  expect(await ask(20)).toMatchObject({ ok: true, answer: { images: 20 } });
});

test('a dataset that is removed while a run trains on it costs neither the run nor the ones before', async ({
  studio: { app, page, folder },
}) => {
  const data = join(folder, 'data');
  mkdirSync(data);
  for (const name of readdirSync(builtInDataset())) cpSync(join(builtInDataset(), name), join(data, name));
  await chooseData(app, page, data);
  await useData(page);
  await expect(page.getByText(/is in use/)).toBeVisible();
  await designTwoLayer(page, 4000);
  await startTraining(page);
  await poll(() => iterationOf(page)).toBeGreaterThan(50);
  rmSync(data, { recursive: true });
  expect(await ended(page)).toMatch(/^[89]\d\.\d\d/);
  // The next run has nothing to begin with: told, and the one before is still on disk.
  await startTraining(page);
  await expect(page.getByRole('alert')).toContainText('there is no such folder');
  await show(page, 'Runs');
  await expect(page.getByRole('grid', { name: 'All runs' }).getByRole('row').filter({ hasText: 'Finished' })).toHaveCount(1);
});

test('a machine that sleeps finds the newest parameters on disk, and the run goes on bit for bit', async ({
  studio: { app, page, folder },
}) => {
  await designTwoLayer(page, ENDLESS);
  await startTraining(page);
  await poll(() => iterationOf(page)).toBeGreaterThan(300);
  const checkpoints = () => {
    const [run = ''] = runFolders(folder);
    return Math.max(...readdirSync(join(run, 'checkpoints')).map((name) => Number.parseInt(name, 10)));
  };
  const { iteration } = (await runState(page))?.state ?? { iteration: 0 };
  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('suspend'));
  await poll(checkpoints).toBeGreaterThanOrEqual(iteration);
  // Asleep: nothing of it runs.
  const trainer = await processId(app, 'Kasane trainer');
  if (trainer === null) throw new Error('there is no trainer process');
  process.kill(trainer, 'SIGSTOP');
  const stateOf = () => readFileSync(`/proc/${trainer}/stat`, 'utf8').split(') ')[1]?.charAt(0);
  if (process.platform === 'linux') await poll(stateOf).toBe('T');
  process.kill(trainer, 'SIGCONT');
  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'));
  await poll(() => iterationOf(page)).toBeGreaterThan(iteration);
  await page.getByRole('button', { name: 'Stop' }).click();
  await ended(page);
  // Trained again to where it was stopped, without sleep.
  const name = (await runState(page))?.state.folder ?? '';
  const again = await page.evaluate((run) => window.kasane.requests.reproduceRun({ folder: run, job: 'again' }), name);
  expect(again).toMatchObject({ ok: true, answer: { identical: true } });
});

test('a network too large for any memory is refused before it starts, with what it needs', async ({ studio: { page, open } }) => {
  await open('two-layer');
  const before = await ended(page);
  const layers = [...Array(12).fill({ type: 'affine', units: 8192 }), { type: 'affine', units: 10 }];
  const reply = await page.evaluate(
    (input) => window.kasane.requests.startTraining({ spec: { version: 2, name: 'Huge', network: { layers: input } }, from: 'initial' }),
    layers,
  );
  expect(reply).toMatchObject({
    ok: false,
    error: { message: expect.stringMatching(/GiB are needed and 4\.0 GiB are the limit; use fewer units/) },
  });
  await expect(page.getByTestId('test-accuracy')).toHaveText(before);
});

test('a page that crashes comes back with everything in it, and training goes on', async ({ studio: { app, page } }) => {
  await designTwoLayer(page, ENDLESS);
  await field(page, 'Seed').fill('7');
  await startTraining(page);
  await poll(async () => (await runState(page))?.metrics.iterations.length ?? 0).toBeGreaterThan(100);
  await show(page, 'Draw');
  await drawOn(page, [
    [
      [100, 50],
      [150, 200],
    ],
  ]);
  await poll(() => page.evaluate(() => sessionStorage.getItem('sheet') ?? '')).toContain('"strokes":[[');
  await app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const loaded = new Promise((resolve) => contents?.once('did-finish-load', () => resolve(null)));
    contents?.forcefullyCrashRenderer();
    await loaded;
  });
  // The crashed page is gone for Playwright too: the new one is asked through the app.
  const inPage = (script: string) =>
    app.evaluate(({ BrowserWindow }, code) => BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(code), script);
  await poll(() => inPage(`document.querySelector('input[aria-label="Name of the design"]')?.value ?? ''`)).toBe('Two-layer');
  const state = await inPage('window.kasane.requests.getState().then(({ answer: { run, design } }) => ({ run, design }))');
  expect(state.run.state.status.phase).toBe('running');
  expect(state.run.metrics.iterations[0]).toBe(1);
  expect(state.design.spec.seed).toBe(7);
  const { iteration } = state.run.state;
  // So is what the page alone knew: the view, the sheet, and the edits that can be undone.
  await poll(() => inPage(`document.querySelector('nav [aria-current=page]')?.textContent`)).toBe('Draw');
  await poll(() => inPage(`document.querySelector('[data-testid=answers]')?.innerText`)).toContain('%');
  await inPage(`document.querySelectorAll('nav button')[0].click()`);
  await inPage(`document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'z', code: 'KeyZ', ctrlKey: true, bubbles: true }))`);
  await poll(() => inPage('window.kasane.requests.getState().then(({ answer }) => answer.design.spec.seed)')).toBe(1);
  await poll(() => inPage('window.kasane.requests.getState().then(({ answer }) => answer.run.state.iteration)')).toBeGreaterThan(iteration);
  await app.close();
});

test('settings files that are garbage are put aside, and Kasane starts as if new', async ({ studio }) => {
  const { folder } = studio;
  let { page } = studio;
  await studio.place('two-layer');
  await studio.app.close();
  const user = join(folder, 'user');
  const garbage = Buffer.from([0, 255, 17, 3, 123]);
  const files = [
    'design.json',
    'doubtful.json',
    join('lab', 'optimizer-race.json'),
    join('runs', '.index.json'),
    join('drawings', 'my-digits-labels-idx1-ubyte'),
  ];
  for (const name of files) {
    mkdirSync(join(user, name, '..'), { recursive: true });
    writeFileSync(join(user, name), garbage);
  }
  writeFileSync(join(user, 'drawings', 'my-digits-images-idx3-ubyte'), garbage);
  mkdirSync(join(user, 'searches', '2026-11-24 10.00.00 Broken'), { recursive: true });
  writeFileSync(join(user, 'searches', '2026-11-24 10.00.00 Broken', 'search.json'), garbage);
  ({ page } = await studio.restart('close'));
  await expect(page.getByRole('alert').first()).toContainText(/the design of the last session cannot be restored|my-digits/);
  await expect(page.getByText('Ready to train')).toBeVisible();
  expect(readFileSync(join(user, 'design.json.damaged'))).toEqual(garbage);
  await show(page, 'Runs');
  await expect(page.getByRole('grid', { name: 'All runs' }).getByRole('row').filter({ hasText: 'Finished' })).toHaveCount(1);
  await show(page, 'Lab');
  await expect(page.getByTestId('claim')).toBeVisible();
  expect(readFileSync(join(user, 'lab', 'optimizer-race.json.unread'))).toEqual(garbage);
  await show(page, 'Draw');
  await expect(page.getByTestId('pad')).toBeVisible();
  // What is damaged of the drawings is not written over.
  expect(readFileSync(join(user, 'drawings', 'my-digits-images-idx3-ubyte'))).toEqual(garbage);
  rmSync(join(user, 'doubtful.json')); // no view has read it
});

test('a full disk is told of while training goes on, and what is missing is written when there is room', async ({
  studio: { page, folder },
}) => {
  const runs = join(folder, 'user', 'runs');
  const unmount = mountDisk(runs, 'size=4m');
  test.skip(unmount === null, 'no small disk can be mounted by this user');
  try {
    await designTwoLayer(page, ENDLESS);
    await startTraining(page);
    await poll(() => iterationOf(page)).toBeGreaterThan(200);
    try {
      writeFileSync(join(runs, '.filler'), Buffer.alloc(2 ** 23));
    } catch (error) {
      expect((error as NodeJS.ErrnoException).code).toBe('ENOSPC'); // now it is full
    }
    await poll(async () => (await runState(page))?.state.recordingTrouble?.message ?? '', { timeout: 60_000 }).toMatch(
      /disk is full|ENOSPC/,
    );
    await show(page, 'Train');
    await expect(page.getByText(/cannot be written/).first()).toBeVisible();
    const { iteration } = (await runState(page))?.state ?? { iteration: 0 };
    await poll(() => iterationOf(page)).toBeGreaterThan(iteration);
    rmSync(join(runs, '.filler'));
    await poll(async () => (await runState(page))?.state.recordingTrouble, { timeout: 60_000 }).toBe(null);
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect(page.getByText(/^Stopped: test accuracy/).first()).toBeVisible();
    const [run = ''] = runFolders(folder);
    expect(existsSync(join(run, 'parameters.safetensors'))).toBe(true);
    const lines = readFileSync(join(run, 'metrics.jsonl'), 'utf8').trimEnd().split('\n');
    const steps = lines.map((line) => JSON.parse(line)).filter((line) => 'learningRate' in line);
    expect(steps.map((line) => line.iteration)).toEqual(Array.from({ length: steps.length }, (_, index) => index + 1));
  } finally {
    unmount?.();
  }
});

test('a data folder that is read-only is told of before a run begins, and all else works', async ({ studio }) => {
  const unmount = mountDisk(join(studio.folder, 'user', 'runs'), 'ro');
  test.skip(unmount === null, 'no read-only disk can be mounted by this user');
  const { app, page } = isLong ? await studio.restart('close') : studio;
  try {
    await page.getByRole('banner').getByRole('button', { name: 'Train' }).click();
    await expect(page.getByRole('alert').first()).toContainText(/cannot be kept there|read-only/);
    await choosePreset(page, 'Two-layer');
    await expect(page.getByRole('textbox', { name: 'Name of the design' })).toHaveValue('Two-layer');
    await openFewDigits(app, page);
    await show(page, 'Inspect');
    await expect(page.getByTestId('inspect-accuracy')).toHaveText(/\d/);
  } finally {
    unmount?.();
  }
});
