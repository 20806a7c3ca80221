/** Reports of runs and of experiments, as a page and as PDF by the app itself. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerDialogs, exportAs, openFewDigits } from './dialogs';
import { ended, expect, show, test } from './studio';

const PDFTOTEXT = '/usr/bin/pdftotext';

test('a run becomes a report, and a PDF without cut figures', async ({ studio: { app, page, folder, screenshot, open } }) => {
  await openFewDigits(app, page);
  await open('small-cnn of few');
  const accuracy = Number.parseFloat(await ended(page)).toFixed(2);
  const html = join(folder, 'report.html');
  await answerDialogs(app, html);
  await page.getByRole('button', { name: 'Report…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('radio', { name: 'Report (HTML)' })).toBeChecked();
  await screenshot('export-report');
  await dialog.getByRole('button', { name: 'Save as…' }).click();
  await expect(page.getByText(`Saved to ${html}`)).toBeVisible();
  const text = readFileSync(html, 'utf8');
  expect(/<h1>(.*?)<\/h1>/.exec(text)?.[1]).toMatch(/^Small CNN/);
  for (const part of [`${accuracy} % of 500 images`, 'data:image/png;base64,']) expect(text.includes(part), part).toBe(true);
  expect(/<script|https?:\/\//.test(text)).toBe(false);

  const pdf = join(folder, 'report.pdf');
  await exportAs(app, page, 'Report (PDF)', pdf);
  await expect(page.getByText(`Saved to ${pdf}`)).toBeVisible();
  expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-');
  if (!existsSync(PDFTOTEXT)) return console.log('no pdftotext on this machine: the pages of the PDF are not looked at');
  expect(execFileSync('/usr/bin/pdfinfo', [pdf], { encoding: 'utf8' })).toMatch(/Page size: +59\d\.?\d* x 84\d\.?\d* pts \(A4\)/);
  const pages = execFileSync(PDFTOTEXT, ['-layout', pdf, '-'], { encoding: 'utf8' }).split('\f');
  const counted = (of: string, pattern: RegExp) => [...of.matchAll(pattern)].length;
  // Each curve's axis stands on the page of its caption, the matrix and the images with theirs.
  for (const each of pages) expect(counted(each, /^ +Iteration$/gm)).toBe(counted(each, /^\d+\. (Loss|Accuracy|Learning rate) /gm));
  const matrix = pages.find((each) => each.includes('. Confusion matrix'));
  expect(matrix).toMatch(/^ +0 +1 +2 +3 +4 +5 +6 +7 +8 +9$/m);
  const images = pages.find((each) => each.includes('. The worst mistakes'));
  expect(counted(images ?? '', /\d → \d/g)).toBe(counted(pages.join(''), /\d → \d/g));
});

test('an experiment becomes a report in the chosen language', async ({ studio: { app, page, folder } }) => {
  await show(page, 'Lab');
  await page.getByRole('button', { name: /Optimizer race/ }).click();
  for (const [language, heading] of [
    ['日本語', 'What is done'],
    ['English', '何をするか'],
  ] as const) {
    const path = join(folder, `lab-${language}.html`);
    await answerDialogs(app, path);
    await page
      .getByTestId('figure')
      .locator('xpath=ancestor::section')
      .getByRole('button', { name: /^(Save as…|保存…)$/ })
      .click();
    await page.getByRole('menuitem', { name: /\(HTML\)/ }).click();
    await expect(page.getByText(path)).toBeVisible();
    expect(readFileSync(path, 'utf8')).toContain(`<h2>${heading}</h2>`);
    await page.getByRole('button', { name: language }).click();
  }
});
