/** Starts the built app and hands its window to tests: one that is shared, brought back to its beginning. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { _electron, test as base, type ElectronApplication, expect, type Page, type TestInfo } from '@playwright/test';
import { requestChannel } from '../../src/shared/contracts/channels';
import { presetSpec } from '../../src/shared/spec/presets';
import { answerDialogs } from './dialogs';
import { ensureDisplay } from './display';
import { launchCommand, ownDataset } from './launch';
import { inMainProcess } from './main-process';
import { root } from './root';
import { placeRun, type TrainedRun } from './trained-runs';

export { expect, root };

const screenshots = join(root, 'test-results', 'screenshots');

export interface Studio {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** A folder for the test's own files. */
  readonly folder: string;
  /** Errors of the page so far; what is left in it at the end fails the test. */
  readonly complaints: string[];
  screenshot(name: string): Promise<void>;
  /** Puts a run that was trained before among those of the studio. Gives the name of its folder. */
  place(run: TrainedRun): Promise<string>;
  /** The same, and opens it as the run at hand. */
  open(run: TrainedRun): Promise<string>;
  /** Ends the app and starts it again on the same user folder; killed, it has no time to put anything in order. */
  restart(how: 'close' | 'kill', more?: readonly string[]): Promise<Studio>;
}

/** An app with what it has said so far. */
class OpenedApp {
  readonly folder = mkdtempSync(join(tmpdir(), 'kasane-e2e-'));
  readonly complaints: string[] = [];
  private log: string[] = [];
  private current: Studio | null = null;

  /** False once its app has ended, by a test or by itself. */
  isOpen = false;

  /** For what is started from here on. */
  hasGauge = false;

  get studio(): Studio {
    if (!this.current) throw new Error('the app is not started yet');
    return this.current;
  }

  async start(more: readonly string[] = []): Promise<Studio> {
    const { folder, complaints } = this;
    const app = await _electron.launch(launchCommand(join(folder, 'user'), more));
    this.isOpen = true;
    app.on('close', () => {
      this.isOpen = this.current?.app !== app;
    });
    for (const stream of [app.process().stdout, app.process().stderr]) stream?.on('data', (text) => this.log.push(String(text)));
    await setGauge(app, this.hasGauge);
    const page = await app.firstWindow();
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    // Set before a reload, it makes the page forget what outlives one.
    await page.addInitScript(() => {
      if (window.name !== 'forget') return;
      window.name = '';
      sessionStorage.clear();
      localStorage.clear();
    });
    await expect(page.getByRole('button', { name: 'Train' }).first()).toBeVisible();
    this.current = {
      app,
      page,
      folder,
      complaints,
      screenshot: async (name) => {
        mkdirSync(screenshots, { recursive: true });
        await page.screenshot({ path: join(screenshots, `${name}.png`), animations: 'disabled' });
      },
      place: (name) => this.place(name),
      open: async (name) => {
        const run = await this.place(name);
        const opened = await page.evaluate((wanted) => window.kasane.requests.openRun({ folder: wanted }), run);
        expect(opened).toMatchObject({ ok: true });
        return run;
      },
      restart: async (how, parameters) => {
        if (how === 'kill') {
          const gone = app.waitForEvent('close');
          process.kill(app.process().pid ?? 0, 'SIGKILL');
          await gone;
        } else await app.close();
        return this.start(parameters);
      },
    };
    return this.current;
  }

  /** What is put there is found as soon as the window has the focus again; the list of runs tells that it was. */
  private async place(name: TrainedRun): Promise<string> {
    const { page } = this.studio;
    const runs = join(this.folder, 'user', 'runs');
    const run = placeRun(name, runs);
    await page.evaluate(() => dispatchEvent(new Event('focus')));
    await show(page, 'Runs');
    const folders = readdirSync(runs).filter((each) => !each.startsWith('.'));
    await expect(page.locator('[role=row][aria-selected]')).toHaveCount(folders.length);
    return run;
  }

  /** As it was when it was started on an empty folder. */
  async clean(): Promise<void> {
    const { app, page } = this.studio;
    this.complaints.length = 0;
    this.log = [];
    for (const name of readdirSync(this.folder)) {
      if (name !== 'user') rmSync(join(this.folder, name), { recursive: true });
    }
    await answerDialogs(app, ownDataset);
    await setGauge(app, this.hasGauge);
    await page.evaluate(async () => {
      const { requests } = window.kasane;
      await requests.stopRepeats();
      await requests.dismissRepeats();
      await requests.stopExperiment();
      await requests.stopSearch();
      await requests.discardImported();
    });
    await poll(async () => {
      // A run that still trains is not waited for: what it would evaluate at its end nobody looks at.
      const trainer = await trainerPid(app);
      if (trainer !== null) spawnSync('kill', ['-KILL', String(trainer)]); // it may have ended meanwhile
      return page.evaluate(async () => (await window.kasane.requests.closeRun()).ok);
    }).toBe(true);
    for (const kept of [
      'runs',
      'searches',
      'drawings',
      'sets',
      'lessons',
      'lessons.json',
      'datasets',
      'datasets.json',
      'lab',
      'design.json.damaged',
      'doubtful.json.damaged',
    ]) {
      // What is just being written there may come between; Node's own retries do not look again for what came.
      await expect(async () => rmSync(join(this.folder, 'user', kept), { recursive: true, force: true })).toPass();
    }
    const doubts = join(this.folder, 'user', 'doubtful.json');
    const doubted: Record<string, number[]> = existsSync(doubts) ? JSON.parse(readFileSync(doubts, 'utf8')) : {};
    await page.evaluate(
      async ([spec, dataset, marks]) => {
        const { getState, openMnist, leaveDesignFile, keepDesign, markDoubtful } = window.kasane.requests;
        for (const [checksum, positions] of Object.entries(marks)) {
          for (const position of positions) await markDoubtful({ checksum, position, doubtful: false });
        }
        const state = await getState();
        if (state.ok && state.answer.dataset.folder !== dataset) await openMnist();
        // An edit that waits to be kept is kept now, not after the design that follows.
        dispatchEvent(new Event('pagehide'));
        await leaveDesignFile();
        await keepDesign({ spec });
        window.name = 'forget';
      },
      [presetSpec('small-cnn'), ownDataset, doubted] as const,
    );
    await reload(page);
    await expect(page.getByText('MNIST (original)')).toBeVisible();
  }

  /** Of a test that failed: what can be looked at afterwards is written down and named in its message. */
  async report(testInfo: TestInfo): Promise<void> {
    if (testInfo.status === testInfo.expectedStatus) return;
    const at = (name: string) => testInfo.outputPath(name);
    const picture = at('page.png');
    const taken = await this.current?.page.screenshot({ path: picture, timeout: 5000 }).then(
      () => true,
      () => false, // the window is gone
    );
    writeFileSync(at('complaints.txt'), `${this.complaints.join('\n')}\n`);
    writeFileSync(at('processes.log'), this.log.join(''));
    const left = [...(taken ? [picture] : []), at('complaints.txt'), at('processes.log')].map((path) => relative(root, path));
    for (const error of testInfo.errors.slice(0, 1)) {
      const told = `\n\nThe page, its complaints and what the processes said: ${left.join(', ')}`;
      if (error.message) error.message += told;
      if (error.stack) error.stack += told;
    }
  }

  async close(): Promise<void> {
    await this.current?.app.close().catch(() => undefined); // killed by the test
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function reload(page: Page): Promise<void> {
  await page.reload();
  await expect(page.getByRole('button', { name: 'Train' }).first()).toBeVisible();
}

/** Whether a design's pace is measured; where it is not the page is told that there is none. */
async function setGauge(app: ElectronApplication, isOn: boolean): Promise<void> {
  await inMainProcess(
    app,
    ({ ipcMain }, [channel, measured]) => {
      type Handler = (event: Electron.IpcMainInvokeEvent, ...input: unknown[]) => unknown;
      const kept = ipcMain as unknown as { _invokeHandlers: Map<string, Handler>; measurePace?: Handler };
      kept.measurePace ??= kept._invokeHandlers.get(channel);
      ipcMain.removeHandler(channel);
      ipcMain.handle(channel, (measured && kept.measurePace) || (() => ({ ok: true, answer: null })));
    },
    [requestChannel('measurePace'), isOn] as const,
  );
}

/** The app that tests share, of one file after another. */
interface House {
  enter(hasGauge: boolean, isFresh: boolean): Promise<OpenedApp>;
  leave(): Promise<void>;
}

export const test = base.extend<{ studio: Studio; hasGauge: boolean; isFresh: boolean }, { house: House }>({
  /** Whether each design's pace is measured, as in use: by training it for a second after every edit. */
  hasGauge: [false, { option: true }],
  /** Whether the app is really started for the first time; what follows shares it. */
  isFresh: [false, { option: true }],

  house: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright asks for the pattern
    async ({}, use) => {
      let shared: OpenedApp | null = null;
      const house: House = {
        async enter(hasGauge, isFresh) {
          if (shared?.isOpen && !isFresh) {
            shared.hasGauge = hasGauge;
            await shared.clean();
            return shared;
          }
          await house.leave();
          shared = new OpenedApp();
          shared.hasGauge = hasGauge;
          await shared.start();
          return shared;
        },
        async leave() {
          await shared?.close();
          shared = null;
        },
      };
      const endDisplay = await ensureDisplay();
      await use(house);
      await house.leave();
      endDisplay();
    },
    { scope: 'worker' },
  ],

  /** The app that is shared, as if it had just been started for the first time. */
  studio: async ({ house, hasGauge, isFresh }, use, testInfo) => {
    const opened = await house.enter(hasGauge, isFresh);
    await use(opened.studio);
    await opened.report(testInfo);
    if (testInfo.status !== testInfo.expectedStatus) await house.leave();
    else expect(opened.complaints, 'errors in the page').toEqual([]);
  },
});

/** `expect.poll`, looking more often: its own intervals grow to a second. */
export const poll: typeof expect.poll = (read, options = {}) =>
  expect.poll(read, { intervals: [50, 100, 200], ...(typeof options === 'string' ? { message: options } : options) });

export const field = (page: Page, label: string) => page.getByRole('textbox', { name: label, exact: true });

export const show = (page: Page, view: string) => page.getByRole('navigation').getByRole('button', { name: view }).click();

export async function choosePreset(page: Page, name: string): Promise<void> {
  await show(page, 'Design');
  await page.getByRole('button', { name: 'Presets' }).click();
  await page.getByRole('menuitem', { name }).click();
}

/** Designs the two-layer network of the first app, to be trained for so many iterations. */
export async function designTwoLayer(page: Page, iterations: number): Promise<void> {
  await choosePreset(page, 'Two-layer');
  await page.getByRole('tab', { name: 'Training' }).click();
  await field(page, 'Iterations').fill(String(iterations));
}

/** The design's first images only, for tests that claim nothing of what is learnt. */
export async function limitImages(page: Page, images: number, validation: number): Promise<void> {
  await page.getByRole('tab', { name: 'Data' }).click();
  await field(page, 'Training images').fill(String(images));
  await field(page, 'Validation images').fill(String(validation));
}

/** Starts a run by its button in the top bar; it is there when this returns. */
export async function startTraining(page: Page): Promise<void> {
  await expect(page.getByTestId('dataset-chip').filter({ hasText: / \+ / })).toBeVisible();
  const before = (await runState(page))?.state.id ?? 0;
  const button = page.getByRole('banner').getByRole('button', { name: 'Train' });
  await expect(button).toHaveAttribute('aria-disabled', 'false');
  await button.click();
  await poll(async () => (await runState(page))?.state.id ?? 0).toBeGreaterThan(before);
}

/** Nothing here trains that long; beside other work it may take much longer than alone. */
const LONGEST_TRAINING = 240_000;

/** Waits until the run at hand has ended by itself and the page says so; gives its test accuracy as the page writes it. */
export async function ended(page: Page, timeout = LONGEST_TRAINING): Promise<string> {
  await poll(async () => (await runState(page))?.state.status.phase, { timeout }).toBe('finished');
  const accuracy = percent((await runState(page))?.state.evaluations.test?.evaluation.accuracy ?? Number.NaN);
  await show(page, 'Train');
  await expect(page.getByTestId('test-accuracy')).toHaveText(accuracy);
  return accuracy;
}

export async function trainToEnd(page: Page, timeout?: number): Promise<string> {
  await startTraining(page);
  return ended(page, timeout);
}

/** The design from so many seeds, until all of them are trained. */
export async function trainSeeds(page: Page, count: number): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name: 'Several seeds' }).click();
  await field(page, 'Runs').fill(String(count));
  await field(page, 'Runs').press('Tab');
  await page.getByRole('button', { name: `Train × ${count} seeds` }).click();
  await expect(page.getByTestId('repeats-status')).toHaveText(`All ${count} runs are finished`);
}

/** As the studio writes a share. */
export const percent = (share: number) => `${(100 * share).toFixed(2)}\u00a0%`;

/** The folders of the studio's runs, oldest first; what begins with a dot is none. */
export const runFolders = (folder: string) => {
  const runs = join(folder, 'user', 'runs');
  return readdirSync(runs)
    .filter((name) => !name.startsWith('.'))
    .toSorted()
    .map((name) => join(runs, name));
};

export const runState = (page: Page) =>
  page.evaluate(async () => {
    const reply = await window.kasane.requests.getState();
    if (!reply.ok) throw new Error(reply.error.message);
    return reply.answer.run;
  });

/** The optimizer steps that the run at hand has done. */
export const iterationOf = async (page: Page) => (await runState(page))?.state.iteration ?? 0;

/** A process of the app by its name, as the operating system numbers it. */
export const processId = (app: ElectronApplication, name: string) =>
  inMainProcess(app, ({ app: electron }, wanted) => electron.getAppMetrics().find((metric) => metric.name === wanted)?.pid ?? null, name);

export const trainerPid = (app: ElectronApplication) => processId(app, 'Kasane trainer');

/** Draws lines on the pad by mouse, points on a sheet of 280 × 280, and waits for the answer. */
export async function drawOn(page: Page, strokes: readonly (readonly (readonly [number, number])[])[]): Promise<void> {
  const pad = page.getByTestId('pad');
  const before = Number(await pad.getAttribute('data-strokes'));
  const box = await pad.boundingBox();
  if (!box) throw new Error('there is no pad');
  for (const stroke of strokes) {
    const places = stroke.map(([x, y]) => [box.x + (x * box.width) / 280, box.y + (y * box.height) / 280] as const);
    const [[x, y] = [0, 0], ...rest] = places;
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (const place of rest) await page.mouse.move(...place);
    await page.mouse.up();
  }
  await expect(pad).toHaveAttribute('data-strokes', String(before + strokes.length));
  await expect(page.getByTestId('answers')).toHaveAttribute('aria-busy', 'false');
}
