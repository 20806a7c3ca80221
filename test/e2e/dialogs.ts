/** What goes through dialogs: which data are used, and where files go. */
import { type ElectronApplication, expect, type Page } from '@playwright/test';
import { inMainProcess } from './main-process';
import { FEW, fewDigits } from './trained-runs';

/** Answers the next save and open dialogs with a path. */
export async function answerDialogs(app: ElectronApplication, path: string): Promise<void> {
  await inMainProcess(
    app,
    ({ dialog }, answer) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath: answer });
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [answer] });
    },
    path,
  );
}

/** Takes what the next folder dialog gives, as it is recognised. */
export async function takeDataset(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { recogniseData, takeData, listDatasets } = window.kasane.requests;
    const found = await recogniseData({ what: 'folder', job: 'test' });
    if (!found.ok || !found.answer) throw new Error(found.ok ? 'no folder was chosen' : found.error.message);
    const { token, name, classes } = found.answer;
    const used = await takeData({ token, name, classes: [...classes] });
    if (!used.ok) throw new Error(used.error.message);
    await listDatasets();
  });
}

/** Opens part of MNIST in place of all of it. */
export async function openFewDigits(app: ElectronApplication, page: Page): Promise<void> {
  await answerDialogs(app, fewDigits);
  await takeDataset(page);
  await expect(page.getByText(`few digits ${FEW.training.toLocaleString('en')} + ${FEW.test}`)).toBeVisible();
}

/** Opens the folder in the dialog of data, by the chip's menu. */
export async function chooseData(app: ElectronApplication, page: Page, folder: string): Promise<void> {
  await answerDialogs(app, folder);
  await page.getByTestId('dataset-chip').click();
  await page.getByRole('menuitem', { name: 'Open data…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Choose a folder…' }).click();
}

/** Takes what the dialog of data shows. */
export const useData = (page: Page) => page.getByRole('dialog').getByRole('button', { name: 'Use it' }).click();

/** Opens the dialog by its key, chooses the format of that name, and answers where the file goes. */
export async function exportAs(app: ElectronApplication, page: Page, label: string, path: string): Promise<void> {
  await answerDialogs(app, path);
  await page.keyboard.press('Control+e');
  const dialog = page.getByRole('dialog');
  // By its key: beneath the pointer the dialog may still grow, or a notice lie over it.
  const format = dialog.getByRole('radio', { name: label, exact: true });
  await format.press(' ');
  await expect(format).toBeChecked();
  await dialog.getByRole('button', { name: 'Save as…' }).click();
  await expect(dialog).toBeHidden();
}
