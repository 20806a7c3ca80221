/** What the views are looked at in, in every theme, language and size. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { encode } from 'fast-png';
import { shippedLessons } from '../../src/shared/lessons/shipped';
import { byLength, isLong } from '../support/length';
import { recordedExperiment, recordedExperiments } from '../support/recorded-lab';
import { twoDigits } from '../support/two-digits';
import { answerDialogs } from './dialogs';
import { drawOn, expect, field, root } from './studio';

/** What a view is looked at in, by the English name of the view that leads there. */
export interface Look {
  readonly name: string;
  readonly view: number;
  /** The place of the inspector's tab to open. */
  readonly tab?: number;
  /** What to do first, in whichever language. */
  readonly prepare?: (page: Page, app: ElectronApplication, folder: string) => Promise<void>;
  /** What to do before another. */
  readonly leave?: (page: Page) => Promise<void>;
  /** Looked at in one theme, language and size of each kind only. */
  readonly rarely?: boolean;
}

/** So many have bars, a table and a best one. */
const TRIALS = byLength('3', '6');

/** Short forms of the experiments, a figure of every kind. */
const experiments: Readonly<Record<string, readonly string[]>> = {
  'optimizers-mnist': ['iterations=50', 'learningRate=1'], // Momentum overflows
  activations: ['activation=relu'],
  'initial-values': ['iterations=50'],
  'batch-norm': ['epochs=2'],
  overfitting: ['epochs=4', 'repeats=2'],
  search: ['trials=20', 'epochs=2'],
  'kernel-size': ['images=1000', 'epochs=1'],
  'half-precision': ['images=200'],
};

/** What they come to, as the studio keeps it; short, what is recorded of them with the book's settings. */
export function prepareExperiments(folder: string): void {
  mkdirSync(folder, { recursive: true });
  if (!isLong) {
    for (const name of recordedExperiments) {
      writeFileSync(join(folder, `${name}.json`), JSON.stringify({ version: 1, ...recordedExperiment(name) }));
    }
  }
  for (const [name, controls] of Object.entries(experiments)) {
    if (!isLong && recordedExperiments.includes(name)) continue;
    const parameters = ['lab', name, ...controls.flatMap((control) => ['--set', control]), '--json'];
    // Whether the claims of these hold does not matter.
    const { stdout } = spawnSync(process.execPath, [join(root, 'out/main/cli.js'), ...parameters], { encoding: 'utf8', maxBuffer: 1e9 });
    const { experiment, controls: used, results } = JSON.parse(stdout);
    writeFileSync(join(folder, `${name}.json`), JSON.stringify({ version: 1, experiment, controls: used, results }));
  }
}

const labLook = (name: string, index: number): Look => ({
  name: `lab-${name}`,
  view: 6,
  rarely: true,
  prepare: async (page) => {
    await page
      .getByRole('navigation')
      .nth(1)
      .getByRole('button')
      .nth(index + 1)
      .click();
    await expect(page.getByTestId('claim')).toBeVisible();
  },
});

const openTab = (place: number) => async (page: Page) => {
  await page.getByRole('radiogroup').nth(1).locator('label').nth(place).click();
};

/** Pictures of which there is something to say: few of a class, one in two parts, one that is broken, names of any length. */
function writePictures(folder: string): string {
  const png = (seed: number) =>
    encode({
      width: 16,
      height: 16,
      channels: 3,
      depth: 8,
      data: Uint8Array.from({ length: 768 }, (_, at) => (at * (seed + 3) + 40 * seed) % 256),
    });
  // No words in Latin letters, which would look untranslated.
  const classes = ['りんご', 'a', 'とても長い名前のクラス。誰かがこのような名前を付けるかもしれません', '4', '犬', '梨', '桃'];
  for (const [label, name] of classes.entries()) {
    for (const [part, images] of Object.entries({ train: label === 3 ? 4 : 24, test: 6 })) {
      mkdirSync(join(folder, part, name), { recursive: true });
      for (let image = 0; image < images; image++) writeFileSync(join(folder, part, name, `${image}.png`), png(label * 100 + image));
    }
    writeFileSync(join(folder, 'train', name, 'x.png'), png(1).subarray(0, 70));
  }
  return folder;
}

/** Fills the dialog of a new set in, in whichever language. */
async function nameSet(page: Page): Promise<void> {
  await page.getByTestId('set-bar').getByRole('button').filter({ hasText: '…' }).click();
  const fields = page.getByRole('dialog').getByRole('textbox');
  for (const [index, name] of ['かな', 'い', 'つ', 'ひらがなの長い名前'].entries()) await fields.nth(index).fill(name);
}

export const looks: readonly Look[] = [
  { name: 'design', view: 1, tab: 0 },
  { name: 'design-optimizer', view: 1, tab: 1 },
  { name: 'design-data', view: 1, tab: 2 },
  { name: 'design-training', view: 1, tab: 3 },
  { name: 'design-code', view: 1, tab: 4 },
  {
    name: 'data',
    view: 1,
    prepare: async (page, app, folder) => {
      await answerDialogs(app, writePictures(join(folder, 'pictures')));
      await page.getByTestId('dataset-chip').click();
      await page.getByRole('menuitem').filter({ hasText: '…' }).first().click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button').nth(1).click();
      await expect(dialog.getByTestId('class-row').first()).toBeVisible();
      await dialog.locator('summary').click();
    },
    leave: async (page) => {
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    },
  },
  { name: 'train', view: 2 },
  {
    name: 'export',
    view: 2,
    prepare: async (page) => {
      await page.keyboard.press('Control+e');
      await expect(page.getByRole('dialog').getByRole('radio').first()).toBeVisible();
    },
    leave: async (page) => {
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    },
  },
  {
    name: 'inspect',
    view: 3,
    prepare: async (page) => {
      await page.getByRole('radiogroup').first().locator('label').nth(1).click();
      await page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'inspect-digit',
    view: 3,
    prepare: async (page) => {
      await page.getByRole('option').first().click();
      await expect(page.getByTestId('digit-detail').locator('canvas').nth(12)).toBeVisible();
    },
  },
  {
    name: 'inspect-classes',
    view: 3,
    prepare: async (page) => {
      await page.keyboard.press('Escape');
      await openTab(2)(page);
      await expect(page.getByTestId('class-probability').first()).toContainText('%');
    },
  },
  {
    name: 'inspect-drawings',
    view: 3,
    prepare: async (page) => {
      await openTab(0)(page);
      await page.getByRole('radiogroup').first().locator('label').nth(2).click();
      await expect(page.getByTestId('inspect-accuracy')).toContainText('100.00');
    },
  },
  {
    name: 'draw',
    view: 4,
    prepare: async (page) => void (await expect(page.getByTestId('answers')).toHaveAttribute('aria-busy', 'false')),
  },
  {
    name: 'draw-several',
    view: 4,
    prepare: async (page) => {
      await page.getByTestId('pad').evaluate(
        (pad, bytes) => {
          const transfer = new DataTransfer();
          transfer.items.add(new File([new Uint8Array(bytes)], 'two.png', { type: 'image/png' }));
          pad.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
        },
        [...twoDigits()],
      );
      await expect(page.getByTestId('digit-box')).toHaveText(['3', '8']);
    },
    leave: (page) => page.keyboard.press('Control+z'),
  },
  {
    name: 'draw-new-set',
    view: 4,
    rarely: true,
    prepare: nameSet,
    leave: async (page) => {
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    },
  },
  {
    name: 'draw-set',
    view: 4,
    prepare: async (page) => {
      await nameSet(page);
      await page.getByRole('dialog').locator('button[type=submit]').click();
      const stroke = [
        [90, 80],
        [95, 180],
        [115, 160],
      ] as const;
      for (const key of ['a', 'b', 'Enter']) {
        await drawOn(page, [stroke]);
        await page.keyboard.press(key);
      }
      await expect(page.getByTestId('set-samples').locator('canvas')).toHaveCount(3);
      await drawOn(page, [stroke]);
    },
    leave: async (page) => {
      await page.keyboard.press('Escape');
      await page.getByTestId('set-bar').locator('[aria-haspopup=menu]').click();
      await page.getByRole('menuitem').last().click();
      await expect(page.getByTestId('class-strip')).toHaveCount(0);
    },
  },
  {
    name: 'runs',
    view: 5,
    prepare: async (page) => {
      await page.getByRole('radiogroup').first().locator('label').nth(0).click();
      await page.locator('[role=row][aria-selected]').first().click();
      await expect(page.getByTestId('settings')).toBeVisible();
    },
  },
  {
    name: 'search',
    view: 5,
    prepare: async (page) => {
      await page.getByRole('radiogroup').first().locator('label').nth(1).click();
      if ((await page.getByTestId('dimension').count()) > 0) return;
      await page.getByRole('button', { name: 'As in the book' }).click();
      await field(page, 'Trials').fill(TRIALS);
      await page.getByRole('button', { name: 'Start the search' }).click();
      await expect(page.getByTestId('search-count')).toHaveText(new RegExp(`^${TRIALS} of ${TRIALS}`));
    },
  },
  {
    name: 'lab',
    view: 6,
    prepare: async (page) => {
      await page.getByRole('navigation').nth(1).getByRole('button').nth(0).click();
      await expect(page.getByTestId('claim')).toBeVisible();
    },
  },
  ...Object.keys(experiments).map(labLook),
  {
    name: 'lab-lessons',
    view: 6,
    prepare: async (page) => {
      await page.getByRole('radiogroup').first().locator('label').nth(1).click();
      await page.locator('[data-lesson="optimizers"]').click();
      const task = page.locator('[data-task="zigzag"]');
      if ((await task.getByTestId('hint').count()) === 0) await task.getByRole('button').last().click();
      await expect(page.getByTestId('hint').first()).toBeVisible();
    },
  },
  {
    name: 'lab-hand-ins',
    view: 6,
    prepare: async (page, app, folder) => {
      const file = join(folder, '秋.kasane-handin');
      const [lesson] = shippedLessons;
      const tasks = { mistakes: { answer: 94, hints: 1 } };
      const handIn = { kasane: 'hand-in', version: 1, app: '0.1.0', created: '2026-11-30', student: '秋', lesson, tasks };
      writeFileSync(file, JSON.stringify(handIn));
      await answerDialogs(app, file);
      await page.getByRole('navigation').nth(1).locator('button').last().click();
      await expect(page.locator('[data-student="秋"]')).toBeVisible();
    },
    leave: async (page) => {
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    },
  },
  {
    name: 'lab-step',
    view: 6,
    prepare: async (page) => {
      await page.getByRole('radiogroup').first().locator('label').nth(2).click();
      await page.locator('button', { hasText: /^(Take|更新を計算|もう一度計算)/ }).click();
      const output = page.getByRole('application').last();
      await output.focus();
      await output.press('ArrowDown');
      await expect(page.getByTestId('step-value')).toBeVisible();
    },
    leave: async (page) => {
      await page.getByRole('radiogroup').first().locator('label').first().click();
    },
  },
];
