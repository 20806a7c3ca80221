/** Data of people's own, from dropping a folder to taking a network away; MNIST comes back with one choice. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { encode } from 'fast-png';
import { env, InferenceSession, Tensor } from 'onnxruntime-web';
import { answerDialogs, chooseData, exportAs, useData } from './dialogs';
import { choosePreset, ended, expect, field, poll, runState, show, startTraining, test } from './studio';

env.wasm.numThreads = 1;

/** Images of a colour each, with noise. */
const colours = { red: [205, 50, 45], green: [45, 170, 70], blue: [50, 70, 205] } as const;
const SIDE = 32;

function picture(colour: readonly number[], seed: number): Uint8Array {
  let state = seed * 7919 + 17;
  const noise = () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return (state / 2 ** 31 - 0.5) * 90;
  };
  const data = Uint8Array.from({ length: SIDE * SIDE * 3 }, (_, at) =>
    Math.min(255, Math.max(0, Math.round((colour[at % 3] ?? 0) + noise()))),
  );
  return new Uint8Array(encode({ width: SIDE, height: SIDE, data, channels: 3, depth: 8 }));
}

function writePictures(folder: string, each: number): string {
  for (const [name, colour] of Object.entries(colours)) {
    mkdirSync(join(folder, name), { recursive: true });
    for (let number = 0; number < each; number++) writeFileSync(join(folder, name, `${number}.png`), picture(colour, number));
  }
  writeFileSync(join(folder, 'red', 'torn.png'), picture(colours.red, 1).subarray(0, 90));
  return folder;
}

/** As the system drops files: with their paths, which a page cannot make up. */
async function drop(page: Page, paths: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 640, y: 400, data });
  await session.detach();
}

const sheet = (page: Page) => page.getByTestId('data-sheet');

test('a folder of coloured classes is dropped, trained, inspected, and its network taken away', async ({ studio }) => {
  const { app, page, folder, screenshot } = studio;
  const pictures = writePictures(join(folder, 'colours'), 60);
  await drop(page, [pictures]);
  await expect(sheet(page)).toContainText('181 pictures in a folder for each class: blue, green, red');
  await expect(page.getByTestId('part-training')).toContainText('150');
  await expect(page.getByTestId('part-test')).toContainText('30');
  await expect(page.getByTestId('class-row')).toHaveCount(3);
  await expect(page.getByTestId('left-out')).toContainText('1 was left out');
  await screenshot('data-dialog');
  await field(page, 'Name of class 1').fill('azure, a longer name');
  await useData(page);
  await expect(page.getByTestId('dataset-chip')).toHaveText('colours 150 + 30');

  // The design says that it does not fit, and fits itself in one step, which is one undo.
  await show(page, 'Design');
  await expect(page.getByRole('banner').getByRole('button', { name: 'Train' })).toHaveAttribute('aria-disabled', 'true');
  await expect(page.getByText('28×28×1 does not fit the images; use 32×32×3')).toBeVisible();
  await screenshot('data-misfit');
  await page.getByRole('button', { name: 'Fit to the data' }).first().click();
  await expect(page.getByText('28×28×1 does not fit the images')).toBeHidden();
  await page.keyboard.press('Control+z');
  await expect(page.getByText('28×28×1 does not fit the images')).toBeVisible();
  await choosePreset(page, 'Small CNN');
  await page.getByRole('tab', { name: 'Training' }).click();
  await field(page, 'Epochs').fill('12');
  await startTraining(page);
  const accuracy = await ended(page);
  expect(Number.parseFloat(accuracy)).toBeGreaterThan(95);
  await screenshot('data-trained');

  await show(page, 'Inspect');
  await expect(page.getByTestId('inspect-accuracy')).toBeVisible();
  await expect(page.getByRole('rowheader', { name: 'azure, a longer name' })).toBeVisible();
  await page.getByRole('button', { name: /^green predicted as green/ }).click();
  await expect(page.getByTestId('gallery')).toContainText('green → green');
  await screenshot('data-inspect');
  await page.getByTestId('gallery').getByRole('option').first().click();
  await expect(page.getByTestId('digit-detail')).toContainText('green');
  await screenshot('data-detail');

  // A picture that is pasted is named.
  await show(page, 'Draw');
  await expect(page.getByTestId('picture')).toBeVisible();
  await paste(page, picture(colours.blue, 999));
  await expect(page.getByTestId('bars').first()).toHaveAttribute('data-predicted', '0');
  await expect(page.getByTestId('bars').first()).toContainText('azure');
  await screenshot('data-draw');

  // Its ONNX predicts alike elsewhere.
  await show(page, 'Train');
  const file = join(folder, 'colours.onnx');
  await exportAs(app, page, 'ONNX', file);
  await expect(page.getByText(/written to .*colours\.onnx/)).toBeVisible();
  const session = await InferenceSession.create(new Uint8Array(readFileSync(file)));
  const probabilities = async (index: number) => {
    const shown = Object.values(colours)[index] ?? [0, 0, 0];
    const pixels = Float32Array.from({ length: 3 * SIDE * SIDE }, (_, at) => shown[Math.floor(at / (SIDE * SIDE))] ?? 0);
    const { probabilities: found } = await session.run({ images: new Tensor('float32', pixels, [1, 3, SIDE, SIDE]) });
    return Array.from(found?.data as Float32Array);
  };
  const [run = ''] = readdirSync(join(folder, 'user', 'runs')).filter((name) => !name.startsWith('.'));
  for (const [index, colour] of Object.values(colours).entries()) {
    const images = Uint8Array.from({ length: 3 * SIDE * SIDE }, (_, at) => colour[at % 3] ?? 0);
    const own = await page.evaluate(
      async ([model, bytes]) => {
        const reply = await window.kasane.requests.predict({ models: [model], images: Uint8Array.from(bytes) });
        return reply.ok ? reply.answer[0]?.probabilities[0] : null;
      },
      [`run:${run}`, [...images]] as const,
    );
    const exported = await probabilities(index);
    expect(exported).toHaveLength(3);
    for (const [place, probability] of exported.entries()) expect(probability).toBeCloseTo(own?.[place] ?? Number.NaN, 5);
  }

  // MNIST is back with one choice, and offers the colours beside it.
  await page.getByTestId('dataset-chip').click();
  await screenshot('data-list');
  await page.getByRole('menuitem', { name: 'MNIST', exact: true }).click();
  await expect(page.getByTestId('dataset-chip')).toHaveText('MNIST (original) 60,000 + 10,000');
  await page.getByTestId('dataset-chip').click();
  await page.getByRole('menuitem', { name: 'colours' }).click();
  await expect(page.getByTestId('dataset-chip')).toHaveText('colours 150 + 30');
});

test('Inspect, Draw and Search do with other classes, sides and colours all that they do with digits', async ({
  studio: { page, folder, screenshot },
}) => {
  await drop(page, [writePictures(join(folder, 'colours'), 30)]);
  await useData(page);
  await choosePreset(page, 'Small CNN');
  await page.getByRole('tab', { name: 'Training' }).click();
  await field(page, 'Epochs').fill('2');
  await startTraining(page);
  await ended(page);
  await show(page, 'Design');
  await field(page, 'Seed').fill('2');
  await startTraining(page);
  await ended(page);

  await show(page, 'Inspect');
  await expect(page.getByTestId('inspect-accuracy')).toContainText('%');
  await page.getByRole('button', { name: 'Check float16 and int8' }).click();
  await expect(page.getByTestId('precision-int8')).toContainText('kB');
  await page.getByRole('combobox', { name: 'Network to compare with' }).click();
  await page.getByRole('option', { name: /seed 1/ }).click();
  await expect(page.getByRole('region', { name: 'Second against first' })).toContainText(/alike|differ/);
  await page.getByRole('combobox', { name: 'Answers together with' }).click();
  await page.getByRole('option', { name: /seed 1/ }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByText('An ensemble of 2 networks').first()).toBeVisible();
  const tab = (name: string) => page.locator('label', { hasText: name }).click();
  await tab('Classes');
  await expect(page.getByTestId('class-probability').first()).toContainText('%');
  await tab('Robustness');
  await page.getByRole('button', { name: 'Measure' }).click();
  await expect(page.getByTestId('robustness').getByRole('row')).not.toHaveCount(0);
  await screenshot('data-robustness');
  await tab('Map');
  await page.getByRole('button', { name: 'Draw the map' }).click();
  await expect(page.getByTestId('map')).toBeVisible();
  await screenshot('data-map');
  await tab('Images');
  await page.getByRole('combobox', { name: 'Which images' }).click();
  await page.getByRole('option', { name: 'All', exact: true }).click();
  await page.getByTestId('gallery').getByRole('option').first().click();
  await page.getByRole('checkbox', { name: 'Label doubtful' }).click();
  await page.getByRole('button', { name: 'Look through all training images' }).click();
  await expect(page.getByTestId('neighbours').getByRole('img')).toHaveCount(5);
  await page.getByRole('button', { name: 'Send to Draw' }).click();

  // A network for digits stands beside the one for colours; what is saved is of these classes.
  await expect(page.getByTestId('bars').first()).toContainText('green');
  await page.getByRole('combobox', { name: 'Networks to predict with' }).click();
  await page
    .getByRole('option', { name: /comes with Kasane/ })
    .first()
    .click();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('bars')).toHaveCount(2);
  await expect(page.getByTestId('bars').nth(1)).toContainText('7');
  // Noise holds no ink, so the network for digits has nothing to predict.
  await expect(page.getByTestId('bars').nth(1)).toContainText('–');
  await screenshot('data-draw-two');
  await page.getByRole('button', { name: 'Save the drawing with label red' }).click();
  await expect(page.getByRole('button', { name: /^Take up drawing/ })).toHaveCount(1);
  await show(page, 'Inspect');
  await page.locator('label', { hasText: 'My drawings' }).click();
  await expect(page.getByTestId('inspect-accuracy')).toContainText('%');
  await expect(page.getByTestId('gallery-count')).toHaveText('1 of 1 images');

  await show(page, 'Runs');
  await page.locator('label', { hasText: 'Search' }).click();
  await page.getByRole('button', { name: 'As in the book' }).click();
  await field(page, 'Trials').fill('2');
  await page.getByRole('button', { name: 'Start the search' }).click();
  await expect(page.getByTestId('search-count')).toHaveText(/^2 of 2 trials/);
  await page.getByRole('button', { name: 'Train it as a run' }).click();
  await ended(page);
  expect((await runState(page))?.state.spec.network.classes).toEqual(['blue', 'green', 'red']);

  // The pictures are gone: that is said, and the runs can be read.
  rmSync(join(folder, 'colours'), { recursive: true });
  await page.getByTestId('dataset-chip').click();
  await page.getByRole('menuitem', { name: 'MNIST', exact: true }).click();
  await expect(page.getByTestId('dataset-chip')).toHaveText('MNIST (original) 60,000 + 10,000');
  await page.getByTestId('dataset-chip').click();
  await page.getByRole('menuitem', { name: 'colours' }).click();
  await expect(page.getByRole('alert')).toContainText('there is no such folder or file');
  await screenshot('data-gone');
  await show(page, 'Runs');
  await page.locator('label', { hasText: 'Runs' }).click();
  await expect(page.getByRole('grid', { name: 'All runs' }).getByRole('row').filter({ hasText: 'Finished' })).toHaveCount(3);
  await page.getByRole('grid', { name: 'All runs' }).getByRole('row').filter({ hasText: 'Small CNN 2' }).click();
  await page.getByRole('button', { name: 'Show in Train' }).click();
  await expect(page.getByTestId('test-accuracy')).toContainText('%');
});

/** A file in the clipboard. */
const paste = (page: Page, bytes: Uint8Array) =>
  page.evaluate(
    (content) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(content)], 'pasted.png', { type: 'image/png' }));
      dispatchEvent(new ClipboardEvent('paste', { clipboardData: data }));
    },
    [...bytes],
  );

test('Kaggle’s tables are opened, and a submission is written', async ({ studio: { app, page, folder, screenshot } }) => {
  const kaggle = join(folder, 'digit-recognizer');
  mkdirSync(kaggle);
  const row = (label: number, at: number) =>
    Array.from({ length: 784 }, (_, pixel) => (Math.floor(pixel / 28) === 2 * label + 3 ? 255 : (at * 7 + pixel) % 40));
  const names = Array.from({ length: 784 }, (_, pixel) => `pixel${pixel}`);
  const lines = Array.from({ length: 240 }, (_, at) => [at % 4, ...row(at % 4, at)].join(','));
  writeFileSync(join(kaggle, 'train.csv'), [['label', ...names].join(','), ...lines, ''].join('\n'));
  writeFileSync(
    join(kaggle, 'test.csv'),
    [names.join(','), ...Array.from({ length: 20 }, (_, at) => row(at % 4, at + 500).join(',')), ''].join('\n'),
  );
  writeFileSync(join(kaggle, 'sample_submission.csv'), 'ImageId,Label\n1,0\n');
  await chooseData(app, page, kaggle);
  await expect(sheet(page)).toContainText('a table with a header, 785 columns, labels in column 1');
  await expect(page.getByTestId('part-unlabelled')).toContainText('20');
  await screenshot('data-csv');
  await useData(page);
  await choosePreset(page, 'Two-layer');
  await page.getByRole('tab', { name: 'Training' }).click();
  await field(page, 'Iterations').fill('200');
  await startTraining(page);
  expect(Number.parseFloat(await ended(page))).toBe(100);
  await show(page, 'Inspect');
  const file = join(folder, 'submission.csv');
  await answerDialogs(app, file);
  await page.getByRole('button', { name: 'Write submission…' }).click();
  await expect(page.getByText(/submission\.csv/)).toBeVisible();
  await poll(() => readFileSync(file, 'utf8').trim().split('\n').slice(0, 6)).toEqual(['ImageId,Label', '1,0', '2,1', '3,2', '4,3', '5,0']);
  expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(21);
  expect((await runState(page))?.state.spec.network.classes).toEqual(['0', '1', '2', '3']);
});

test('what is no data says what it is, and nothing is lost', async ({ studio: { app, page, folder, screenshot } }) => {
  const webPage = join(folder, 'page');
  mkdirSync(webPage);
  writeFileSync(join(webPage, 'train-images-idx3-ubyte.gz'), '<!DOCTYPE html><html><body>Not found</body></html>');
  await chooseData(app, page, webPage);
  await expect(page.getByTestId('data-trouble')).toContainText('is a web page, saved under the name of a file');
  await screenshot('data-trouble');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('dataset-chip')).toHaveText('MNIST (original) 60,000 + 10,000');
});
