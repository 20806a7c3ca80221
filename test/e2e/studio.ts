/** Starts the built app on a fresh user folder and hands its window to a test. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, test as base, type ElectronApplication, expect, type Page } from '@playwright/test';

export const root = resolve(import.meta.dirname, '..', '..');
const screenshots = join(root, 'test-results', 'screenshots');

export interface Studio {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** A folder for the test's own files. */
  readonly folder: string;
  /** Errors of the page so far; what is left in it at the end fails the test. */
  readonly complaints: string[];
  screenshot(name: string): Promise<void>;
  /** Ends the app and starts it again on the same user folder; killed, it has no time to put anything in order. */
  restart(how: 'close' | 'kill', more?: readonly string[]): Promise<Studio>;
}

/** Chromium's sandbox does not run as root. */
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** The packaged app, where one is to be tested; else the build, which an Electron opens. */
export const packaged = process.env.KASANE_PACKAGED;

/** What starts it on a user folder. */
export function launchCommand(userData: string, more: readonly string[] = []) {
  const executablePath = packaged ?? process.env.KASANE_ELECTRON;
  if (!executablePath) throw new Error('KASANE_ELECTRON names no Electron; run "npm run test:e2e"');
  const app = packaged ? [] : [root];
  return { executablePath, args: [...sandbox, `--user-data-dir=${userData}`, '--lang=en-US', ...app, ...more] };
}

export const test = base.extend<{ studio: Studio }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright asks for the pattern
  studio: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'kasane-e2e-'));
    mkdirSync(screenshots, { recursive: true });
    const complaints: string[] = [];
    let current = await open(folder, complaints, (studio) => {
      current = studio;
    });
    await use(current);
    await current.app.close();
    rmSync(folder, { recursive: true, force: true });
    expect(complaints, 'errors in the page').toEqual([]);
  },
});

async function open(
  folder: string,
  complaints: string[],
  reopened: (studio: Studio) => void,
  more: readonly string[] = [],
): Promise<Studio> {
  const app = await _electron.launch(launchCommand(join(folder, 'user'), more));
  const page = await app.firstWindow();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await expect(page.getByRole('button', { name: 'Train' }).first()).toBeVisible();
  return {
    app,
    page,
    folder,
    complaints,
    screenshot: async (name) => void (await page.screenshot({ path: join(screenshots, `${name}.png`), animations: 'disabled' })),
    async restart(how, parameters) {
      if (how === 'kill') {
        const gone = app.waitForEvent('close');
        process.kill(app.process().pid ?? 0, 'SIGKILL');
        await gone;
      } else await app.close();
      const studio = await open(folder, complaints, reopened, parameters);
      reopened(studio);
      return studio;
    },
  };
}

/** Answers the next save and open dialogs with a path. */
export async function answerDialogs(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, answer) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: answer });
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [answer] });
  }, path);
}

/** Opens the dialog by its key, chooses the format of that name, and answers where the file goes. */
export async function exportAs(app: ElectronApplication, page: Page, label: string, path: string): Promise<void> {
  await answerDialogs(app, path);
  await page.keyboard.press('Control+e');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: label, exact: true }).click();
  await dialog.getByRole('button', { name: 'Save as…' }).click();
  await expect(dialog).toBeHidden();
}

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

/** Starts a run by its button in the top bar. */
export async function startTraining(page: Page): Promise<void> {
  await expect(page.getByText('MNIST (original)')).toBeVisible();
  const button = page.getByRole('banner').getByRole('button', { name: 'Train' });
  await expect(button).toHaveAttribute('aria-disabled', 'false');
  await button.click();
}

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

/** A process of the app by its name, as the operating system numbers it. */
export const processId = (app: ElectronApplication, name: string) =>
  app.evaluate(({ app: electron }, wanted) => electron.getAppMetrics().find((metric) => metric.name === wanted)?.pid ?? null, name);

export const trainerPid = (app: ElectronApplication) => processId(app, 'Kasane trainer');

/** Draws lines on the pad by mouse, points on a sheet of 280 × 280, and waits for the answer. */
export async function drawOn(page: Page, strokes: readonly (readonly (readonly [number, number])[])[]): Promise<void> {
  const pad = page.getByTestId('pad');
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
  await expect(page.getByTestId('answers')).toHaveAttribute('aria-busy', 'false');
}

export { expect };
