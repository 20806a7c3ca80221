import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeImages, writeLabels } from '../../src/shared/data/sources/idx-file';
import { curveFormats } from '../../src/shared/exchange/curves';
import { namedTensors } from '../../src/shared/exchange/foreign/described';
import { kerasFile } from '../../src/shared/exchange/networks/formats/keras-file';
import { parseRunSpec } from '../../src/shared/spec/parse-run-spec';
import { foreignOnnx } from '../support/foreign-onnx';
import { byLength } from '../support/length';
import { answerDialogs, chooseData, exportAs, openFewDigits, useData } from './dialogs';
import { designTwoLayer, ended, expect, percent, poll, root, runFolders, runState, show, startTraining, test } from './studio';

const kasane = (...parameters: string[]) =>
  JSON.parse(
    execFileSync(process.execPath, [join(root, 'out/main/cli.js'), ...parameters, '--json'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  );

test('exports parameters that the command line evaluates alike, and imports them again', async ({
  studio: { app, page, folder, screenshot, open },
}) => {
  const path = join(folder, 'params.json');
  await open('two-layer');
  await ended(page);
  await exportAs(app, page, 'params.json', path);
  await expect(page.getByText(`Parameters of iteration 400 written to ${path}; read again, they answer`)).toBeVisible();
  const { accuracy } = kasane('evaluate', '--params', path);
  expect(accuracy).toBe((await runState(page))?.state.evaluations.test?.evaluation.accuracy);

  await page.getByRole('button', { name: 'Import parameters…' }).click();
  const imported = page.getByRole('region', { name: 'Parameters file' });
  await expect(imported).toContainText('params.json · params.json · 784-50-10');
  await expect(imported).toContainText('Its network: Dense 50 → ReLU → Dense 10');
  await expect(imported).toContainText(/ReLU was chosen: it reads \d\d\.\d\d\s% of 10,000 validation images right\./);
  await expect(imported.getByTestId('test-accuracy')).toHaveText(percent(accuracy));
  await screenshot('train-imported');

  // Going on from there starts where that run ended, not at chance.
  await designTwoLayer(page, 100);
  await startTraining(page);
  await poll(async () => (await runState(page))?.metrics.losses[0] ?? 9).toBeLessThan(1);
});

test('networks of other programs are recognised, shown and evaluated', async ({ studio: { app, page, folder, screenshot } }) => {
  await openFewDigits(app, page);
  await show(page, 'Train');
  const foreign = join(root, 'test/fixtures/foreign');
  const onnx = join(folder, 'other.onnx');
  const { described } = kerasFile.read(readFileSync(join(foreign, 'cnn.keras')), 'cnn.keras', {});
  const layers = described?.layers ?? [];
  const spec = parseRunSpec({ version: 3, name: 'Other', network: { layers: layers.map((layer) => layer.spec) } });
  writeFileSync(onnx, foreignOnnx({ spec, tensors: namedTensors(layers) }));
  for (const [path, text] of [
    [join(foreign, 'cnn.pth'), 'cnn.pth · PyTorch state dictionary (.pt, .pth) · 28×28×1-4c-10'],
    [join(foreign, 'cnn.keras'), 'cnn.keras · Keras (.keras, .h5) · 28×28×1-4c-10'],
    [onnx, 'other.onnx · ONNX · 28×28×1-4c-10'],
  ] as const) {
    await answerDialogs(app, path);
    await page.getByRole('button', { name: 'Import parameters…' }).click();
    const imported = page.getByRole('region', { name: 'Parameters file' });
    await expect(imported).toContainText(text);
    await expect(imported.getByTestId('test-accuracy')).toHaveText(/%$/);
  }
  await screenshot('train-imported-foreign');
  // Another way to read it can be chosen where the file leaves it open.
  const imported = page.getByRole('region', { name: 'Parameters file' });
  await imported.getByRole('combobox', { name: /^Read as/ }).click();
  await page.getByRole('option', { name: /inputs 0 to 255/ }).click();
  await expect(imported).toContainText('inputs 0 to 255 was chosen');
});

test('every format is offered, written, read again, and kept as a run', async ({ studio: { app, page, folder, screenshot, open } }) => {
  await openFewDigits(app, page);
  await open('small-cnn of few');
  const accuracy = await ended(page);
  await page.keyboard.press('Control+e');
  const dialog = page.getByRole('dialog');
  // Those that the command line has.
  const help = execFileSync(process.execPath, [join(root, 'out/main/cli.js'), 'export', '--help'], { encoding: 'utf8' });
  const types = /--format <type>.*?\(choices: (.*?)\)/s.exec(help)?.[1]?.split(',') ?? [];
  await expect(dialog.locator('section').nth(0).getByRole('radio')).toHaveCount(types.length - curveFormats.length);
  await expect(dialog.locator('section').nth(1).getByRole('radio')).toHaveCount(curveFormats.length);
  const networks = dialog.locator('section').first().getByRole('radio');
  const labels = await networks.evaluateAll((radios) => (radios as HTMLInputElement[]).map(({ labels: of }) => of?.[0]?.textContent ?? ''));
  await screenshot('export');
  await page.keyboard.press('Escape');

  // The command line's tests write and read all of them.
  for (const [index, label] of byLength(['safetensors', 'ONNX'], labels).entries()) {
    const path = join(folder, `net ${index}`);
    await exportAs(app, page, label, path);
    // One that rounds may answer one or two otherwise.
    const right = label.includes('float16') ? '.*' : accuracy;
    await expect(page.getByText(new RegExp(`written to ${path}; read again, they answer ${right} of the test images right`))).toBeVisible();
    await page.getByRole('button', { name: 'Import parameters…' }).click();
    const imported = page.getByRole('region', { name: 'Parameters file' });
    await expect(imported).toContainText(`net ${index} · ${label.replace(' (float16)', '')} · 28×28×1-16c-32c-128-10`);
    await expect(imported.getByTestId('test-accuracy')).toHaveText(new RegExp(`^${right}$`));
  }
  await page.getByRole('button', { name: 'Keep as a run' }).click();
  await expect(page.getByText(/is a run now$/)).toBeVisible();
  const [, kept = ''] = runFolders(folder);
  const record = JSON.parse(readFileSync(join(kept, 'run.json'), 'utf8'));
  expect(record).toMatchObject({ from: 'imported', status: { phase: 'finished' } });
  expect((record.outcome.test * 100).toFixed(2)).toBe(Number.parseFloat(accuracy).toFixed(2));
  const runs = page.getByRole('grid', { name: 'All runs' }).getByRole('row').filter({ hasText: 'Small CNN' });
  await expect(runs).toHaveCount(2);

  // Its curves, from the view of all runs, where the new one is chosen: choose the one that was trained.
  await runs.nth(1).click();
  for (const [label, name, start] of [
    ['Curves (CSV)', 'curves.csv', 'iteration,seconds,training/loss,training/accuracy,learning rate,'],
    ['Curves (TensorBoard)', 'events.out.tfevents.net', null],
  ] as const) {
    await exportAs(app, page, label, join(folder, name));
    await expect(page.getByText(`Saved to ${join(folder, name)}`)).toBeVisible();
    const bytes = readFileSync(join(folder, name));
    if (start) expect(bytes.toString('utf8').startsWith(start)).toBe(true);
    else expect(bytes.includes('brain.Event:2')).toBe(true);
  }

  // Both go into one web page.
  await runs.nth(0).click({ modifiers: ['Control'] });
  const pagePath = join(folder, 'both.html');
  await answerDialogs(app, pagePath);
  await page.keyboard.press('Control+e');
  await expect(dialog.getByRole('radio', { name: 'Web page', exact: true })).toBeChecked();
  await expect(dialog.getByText(/^Small CNN · /).first()).toBeVisible();
  await screenshot('export-several');
  await dialog.getByRole('button', { name: 'Save as…' }).click();
  await expect(page.getByText(`written to ${pagePath}; read again, they answer ${accuracy}, ${accuracy} of the test images`)).toBeVisible();
  expect(readFileSync(pagePath, 'utf8').match(/"precision":"float32"/g)).toHaveLength(2);
});

test('a broken parameters file is refused in words, and nothing is lost', async ({ studio: { app, page, folder, open } }) => {
  await open('two-layer');
  await ended(page);
  const good = join(folder, 'good.json');
  await exportAs(app, page, 'params.json', good);
  await expect(page.getByText(/written to .*good\.json;/)).toBeVisible();
  await page.getByRole('button', { name: 'Import parameters…' }).click();
  await expect(page.getByText('good.json · params.json · 784-50-10')).toBeVisible();

  const content = JSON.parse(readFileSync(good, 'utf8'));
  for (const [name, text, message] of [
    ['cut.json', readFileSync(good, 'utf8').slice(0, 1000), 'cut.json: not JSON'],
    ['key.json', JSON.stringify({ ...content, b2: undefined }), 'key.json: b2: is missing'],
    ['shape.json', JSON.stringify({ ...content, b1: [1, 2] }), 'shape.json: b1: has 2 numbers; expected 50'],
    ['nan.json', JSON.stringify({ ...content, b2: Array(10).fill(Number.NaN) }), 'nan.json: b2[0]: null is no finite number'],
  ] as const) {
    writeFileSync(join(folder, name), text);
    await answerDialogs(app, join(folder, name));
    await page.getByRole('button', { name: 'Import parameters…' }).click();
    await expect(page.getByRole('alert')).toContainText(message);
    await expect(page.getByText('good.json · params.json · 784-50-10')).toBeVisible();
    expect((await runState(page))?.state.status.phase).toBe('finished');
  }
});

test('opens a dataset folder, and keeps the one in use where another is broken', async ({ studio: { app, page, folder, screenshot } }) => {
  const chip = page.getByTestId('dataset-chip');
  await expect(chip).toHaveText('MNIST (original) 60,000 + 10,000');
  const empty = join(folder, 'empty');
  mkdirSync(empty);
  await chooseData(app, page, empty);
  await expect(page.getByTestId('data-trouble')).toContainText('empty');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(chip).toHaveText('MNIST (original) 60,000 + 10,000');

  await chooseData(app, page, writeDataset(join(folder, 'custom'), 28, 28));
  await useData(page);
  await expect(chip).toHaveText('custom 300 + 60');
  await screenshot('dataset-custom');
  await designTwoLayer(page, 200);
  await page.keyboard.press('Control+Enter');
  await poll(async () => (await runState(page))?.state.spec.network.input).toEqual([28, 28, 1]);
  expect(await ended(page)).toBe(percent(1));

  // The design is fitted to images of another size; parameters and specs of the other size are refused.
  await chooseData(app, page, writeDataset(join(folder, 'small'), 12, 12));
  await useData(page);
  await expect(chip).toHaveText('small 300 + 60');
  await show(page, 'Design');
  await page.getByRole('button', { name: 'Fit to the data' }).first().click();
  await page.keyboard.press('Control+Enter');
  await poll(async () => (await runState(page))?.state.spec.network.input).toEqual([12, 12, 1]);
  expect(await ended(page)).toBe(percent(1));
  const refused = await page.evaluate(async () => {
    const spec = { version: 1, name: 'Large', data: { validation: 0 }, network: { layers: [{ type: 'affine', units: 10 }] } };
    return window.kasane.requests.startTraining({ spec, from: 'initial' });
  });
  expect(refused).toMatchObject({ ok: false, error: { message: 'network.input: 28×28×1 does not fit the images; use 12×12×1' } });
  await expect(page.getByTestId('test-accuracy')).toHaveText(percent(1)); // and the run before is still there

  // MNIST is back with one choice.
  await chip.click();
  await page.getByRole('menuitem', { name: 'MNIST', exact: true }).click();
  await expect(chip).toHaveText('MNIST (original) 60,000 + 10,000');
});

/** Images of which one row is ink, whose number is the label: learnt in a moment. */
function writeDataset(folder: string, height: number, width: number): string {
  mkdirSync(folder);
  for (const [stem, count] of [
    ['train', 300],
    ['t10k', 60],
  ] as const) {
    const size = height * width;
    const inked = (position: number) => Math.floor((position % size) / width) === Math.floor(position / size) % 10;
    const images = Uint8Array.from({ length: count * size }, (_, position) => (inked(position) ? 255 : 0));
    writeFileSync(join(folder, `${stem}-images.idx3-ubyte`), writeImages({ count, shape: [height, width, 1], pixels: images }));
    writeFileSync(join(folder, `${stem}-labels.idx1-ubyte`), writeLabels(Uint8Array.from({ length: count }, (_, index) => index % 10)));
  }
  return folder;
}
