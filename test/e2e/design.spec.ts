/** Designing networks: by mouse, by keys alone, wrongly and fixed, undone, kept and opened again. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { presetSpec } from '../../src/shared/spec/presets';
import { SPEC_VERSION } from '../../src/shared/spec/run-spec';
import { answerDialogs } from './dialogs';
import { choosePreset, ended, expect, field, poll, runState, test, trainToEnd } from './studio';

const grid = (page: Page) => page.getByRole('grid', { name: 'Layers of the network' });
/** The layers' rows, from the top. */
const cards = (page: Page) => grid(page).locator('[data-layer]');
const names = (page: Page) => cards(page).locator('strong').allTextContents();
const trainButton = (page: Page) => page.getByRole('banner').getByRole('button', { name: 'Train' });
const palette = (page: Page, name: string) =>
  page.getByRole('complementary', { name: 'Layers to add' }).getByRole('button', { name, exact: true });
const summary = (page: Page) => page.getByRole('region', { name: 'This network' });

test('an empty stack becomes a trained network by mouse', async ({ studio: { app, page, screenshot } }) => {
  await expect(page.getByText('MNIST (original)')).toBeVisible();
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('menuitem', { name: 'New design' }).click();
  await expect(page.getByText('The stack is empty')).toBeVisible();
  await expect(page.getByRole('menu')).toHaveCount(0); // it lies over the palette until it has closed
  await expect(trainButton(page)).toHaveAttribute('aria-disabled', 'true');
  await screenshot('design-empty');

  // Dragged from the palette, added by double-click, and at a gap's "+".
  await drag(page, palette(page, 'Convolution'), grid(page));
  await poll(() => names(page)).toEqual(['Convolution']);
  await palette(page, 'Dense').dblclick();
  await poll(() => names(page)).toEqual(['Convolution', 'Dense']);
  const gap = page.getByRole('button', { name: 'Add a layer at place 2' });
  await gap.hover();
  await gap.click();
  await page.getByRole('menuitem', { name: 'ReLU', exact: true }).click();
  await drag(page, palette(page, 'Max pooling'), cards(page).nth(2), 0.2); // over its upper half: before it
  await poll(() => names(page)).toEqual(['Convolution', 'ReLU', 'Max pooling', 'Dense']);

  // The last layer must give ten scores: said on its card, and fixed there.
  await expect(cards(page).nth(3)).toContainText('the last layer gives 50 numbers, one a class is needed');
  await expect(summary(page)).toContainText('the last layer gives 50 numbers');
  await trainButton(page).hover();
  await expect(page.getByRole('tooltip')).toContainText('Layer 4: the last layer gives 50 numbers');
  await screenshot('design-problem');
  await cards(page).nth(3).getByRole('button', { name: 'Use 10 units' }).click();
  await expect(summary(page)).toContainText('Ready to train');

  // A card is dragged by its handle.
  await drag(page, page.getByRole('button', { name: 'Move ReLU' }), cards(page).nth(2));
  await poll(() => names(page)).toEqual(['Convolution', 'Max pooling', 'ReLU', 'Dense']);
  await screenshot('design-built');

  // As code, which follows every edit.
  await page.getByRole('tab', { name: 'Code' }).click();
  const code = page.getByTestId('design-code');
  await expect(code).toContainText('self.layers["Conv1"] = Convolution(p["W1"], p["b1"], pad=1)');
  await expect(code).toContainText('self.layers["Affine1"]');
  await page.getByText('PyTorch', { exact: true }).click();
  await expect(code).toContainText('nn.Conv2d(1, 16, 3, padding=1),');
  await expect(code).toContainText('nn.MaxPool2d(2, 2),');
  await cards(page).nth(1).click();
  await page.keyboard.press('Delete');
  await page.getByRole('tab', { name: 'Code' }).click();
  await expect(code).not.toContainText('nn.MaxPool2d');
  await page.getByText('Keras', { exact: true }).click();
  await expect(code).toContainText('layers.Conv2D(16, (3, 3), strides=1, name="learnt_1")');
  await code.focus();
  await page.keyboard.press('Control+z');
  await expect(code).toContainText('layers.MaxPooling2D(2, 2)');
  await screenshot('design-code');
  await page.getByRole('button', { name: 'Whole file' }).click();
  const whole = page.getByRole('dialog');
  await expect(whole.getByTestId('design-code')).toContainText('New design, a network designed with Kasane.');
  await whole.getByRole('button', { name: 'Copy' }).click();
  await expect(whole.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toContain('layers.MaxPooling2D(2, 2)');
  await screenshot('design-code-whole');
  await page.keyboard.press('Escape');
  await expect(whole).toHaveCount(0);

  await page.getByRole('tab', { name: 'Training' }).click();
  await field(page, 'Iterations').fill('100');
  expect(await trainToEnd(page)).toMatch(/^[89]\d\.\d\d\s%$/);
});

test('an empty stack becomes a trained network by keys alone', async ({ studio: { page } }) => {
  await expect(page.getByText('MNIST (original)')).toBeVisible();
  await page.keyboard.press('Control+n');
  await expect(page.getByText('The stack is empty')).toBeVisible();
  const add = async (name: string) => {
    await page.keyboard.press('Insert');
    await page.getByRole('menuitem', { name, exact: true }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('menu')).toHaveCount(0); // until it has closed it takes what is typed
  };
  await add('Convolution');
  await add('Dense');
  await poll(() => names(page)).toEqual(['Convolution', 'Dense']);

  // Through the palette of commands too.
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('textbox', { name: 'Search for an action…' })).toBeFocused();
  await page.keyboard.type('Add ReLU');
  await page.keyboard.press('Enter');
  await poll(() => names(page)).toEqual(['Convolution', 'Dense', 'ReLU']);

  // Rows are walked with the arrows and moved with Alt; the key setting is typed where it stands.
  await cards(page).nth(2).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await poll(() => names(page)).toEqual(['Convolution', 'ReLU', 'Dense']);
  await cards(page).nth(1).focus();
  await page.keyboard.press('ArrowDown');
  await expect(cards(page).nth(2)).toBeFocused();
  await expect(cards(page).nth(2)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Tab'); // the handle
  await page.keyboard.press('Tab');
  await expect(page.getByRole('textbox', { name: 'Dense: Units' })).toBeFocused();
  await page.keyboard.type('10');
  await page.keyboard.press('Enter');
  await expect(cards(page).nth(2)).toBeFocused();
  await expect(summary(page)).toContainText('Ready to train');

  // The handle lifts a card with space, and what happens is told.
  await cards(page).nth(0).focus();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Move Convolution' })).toBeFocused();
  await page.keyboard.press('Space');
  await expect(page.getByText(/^Convolution is (picked up|over place 1 of 3)\.$/)).toBeAttached();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByText('Convolution is over place 2 of 3.')).toBeAttached();
  await page.keyboard.press('Space');
  await expect(page.getByText(/^Convolution is put down at place/)).toBeAttached();
  await poll(() => names(page)).toEqual(['ReLU', 'Convolution', 'Dense']);
  await page.keyboard.press('Control+z');
  await poll(() => names(page)).toEqual(['Convolution', 'ReLU', 'Dense']);

  // Several rows at once.
  await cards(page).nth(0).focus();
  await page.keyboard.press('Shift+ArrowDown');
  await expect(grid(page).locator('[aria-selected=true]')).toHaveCount(2);
  await page.keyboard.press('Control+d');
  await poll(() => names(page)).toEqual(['Convolution', 'ReLU', 'Convolution', 'ReLU', 'Dense']);
  await page.keyboard.press('Control+b');
  await expect(grid(page).locator('[data-off]')).toHaveCount(2);
  await page.keyboard.press('Delete');
  await poll(() => names(page)).toEqual(['Convolution', 'ReLU', 'Dense']);

  await page.getByRole('tab', { name: 'Layer' }).focus();
  for (let tab = 0; tab < 3; tab++) await page.keyboard.press('ArrowRight');
  await field(page, 'Iterations').focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('100');
  await page.keyboard.press('Control+Enter');
  await poll(async () => (await runState(page))?.state.spec.training.duration.count).toBe(100);
  expect(await ended(page)).toMatch(/^[89]\d\.\d\d\s%$/);
  expect((await runState(page))?.state.spec.training.duration.count).toBe(100);
});

test('a network is broken, fixed with the offered button, and all of it undone', async ({ studio: { page, screenshot } }) => {
  await expect(page.getByText('MNIST (original)')).toBeVisible();
  const before = await names(page);
  // A kernel larger than its 14×14 input, which padding would not hide.
  await cards(page).nth(3).click();
  await page.getByRole('combobox', { name: 'Padding' }).click();
  await page.getByRole('option', { name: 'valid: none' }).click();
  await field(page, 'Kernel').fill('15');
  await expect(cards(page).nth(3)).toContainText('15 is larger than its input 14×14; use at most 14 or add padding');
  await expect(trainButton(page)).toHaveAttribute('aria-disabled', 'true');
  await screenshot('design-broken');
  await cards(page).nth(3).getByRole('button', { name: 'Use 14' }).click();
  await expect(cards(page).nth(3)).not.toContainText('is larger than');
  await expect(field(page, 'Kernel')).toHaveValue('14');
  // What that leaves is too small for the pooling behind it, which is the next thing to fix.
  await cards(page).nth(5).getByRole('button', { name: 'Use 1', exact: true }).click();
  await expect(summary(page)).toContainText('Ready to train');

  // A warning is no obstacle; its fix is offered as well.
  await cards(page).nth(7).click();
  await page.keyboard.press('Delete');
  await expect(summary(page)).toContainText('no activation stands between Dense and the next Dense');
  await expect(trainButton(page)).toHaveAttribute('aria-disabled', 'false');
  await summary(page).getByRole('button', { name: 'Put a ReLU between them' }).click();
  await expect(summary(page)).toContainText('Ready to train');

  // Settings of every tab are in the same history.
  await page.getByRole('tab', { name: 'Optimizer' }).click();
  await page.getByRole('combobox', { name: 'Optimizer' }).click();
  await page.getByRole('option', { name: 'Momentum', exact: true }).click();
  await expect(page.getByRole('img', { name: /^Path on x²\/20 \+ y²/ })).toBeVisible();
  await page.getByRole('tab', { name: 'Data' }).click();
  await field(page, 'Validation images').fill('5000');
  await page.getByRole('tab', { name: 'Training' }).click();
  await field(page, 'Batch size').fill('32');

  const undo = page.getByRole('button', { name: 'Undo' });
  for (let left = 40; left > 0 && (await undo.getAttribute('aria-disabled')) === 'false'; left--) await undo.click();
  await expect(undo).toHaveAttribute('aria-disabled', 'true');
  expect(await names(page)).toEqual(before);
  await expect(field(page, 'Batch size')).toHaveValue('64');
  for (const [tab, label, value] of [
    ['Data', 'Validation images', '10,000'],
    ['Optimizer', 'Learning rate', '0.004'],
  ] as const) {
    await page.getByRole('tab', { name: tab }).click();
    await expect(field(page, label)).toHaveValue(value);
  }
  const redo = page.getByRole('button', { name: 'Redo' });
  for (let left = 40; left > 0 && (await redo.getAttribute('aria-disabled')) === 'false'; left--) await redo.click();
  await page.getByRole('tab', { name: 'Data' }).click();
  await expect(field(page, 'Validation images')).toHaveValue('5,000');
});

test('cards are selected together by mouse, and a file is left by what was not in it', async ({ studio: { app, page, folder } }) => {
  await cards(page).nth(0).click();
  await cards(page)
    .nth(2)
    .click({ modifiers: ['Control'] });
  await expect(grid(page).locator('[aria-selected=true]')).toHaveCount(2);
  await cards(page)
    .nth(5)
    .click({ modifiers: ['Shift'] });
  await expect(grid(page).locator('[aria-selected=true]')).toHaveCount(6);
  await expect(page.getByRole('heading', { name: '6 layers selected' })).toBeVisible();

  // A number on a card that is not selected is edited where it stands.
  const filters = page.getByRole('textbox', { name: 'Convolution: Filters' }).nth(1);
  await filters.click();
  await page.keyboard.type('48');
  await page.keyboard.press('Enter');
  await expect(cards(page).nth(3)).toContainText('14×14×48');
  await expect(cards(page).nth(3)).toHaveAttribute('aria-selected', 'true');

  // A fix is applied to the design as it is, not as it was when the card was drawn.
  await choosePreset(page, 'Two-layer');
  await palette(page, 'Convolution').dblclick();
  await expect(cards(page).nth(3)).toContainText('needs an image');
  await page.getByRole('textbox', { name: 'Dense: Units' }).first().fill('77');
  await cards(page).nth(3).getByRole('button', { name: 'Move it before Dense' }).click();
  await poll(() => names(page)).toEqual(['Convolution', 'Dense', 'ReLU', 'Dense']);
  await expect(page.getByRole('textbox', { name: 'Dense: Units' }).first()).toHaveValue('77');

  // Undo to a design that was not the file's: saving it asks where to.
  await answerDialogs(app, join(folder, 'first.kasane.json'));
  await page.keyboard.press('Control+s');
  await expect(page.getByText('Design saved to first.kasane.json')).toBeVisible();
  await choosePreset(page, 'Small CNN');
  await answerDialogs(app, join(folder, 'second.kasane.json'));
  await page.keyboard.press('Control+s');
  await expect(page.getByText('Design saved to second.kasane.json')).toBeVisible();
  await cards(page).nth(0).focus();
  await page.keyboard.press('Control+z');
  await answerDialogs(app, join(folder, 'third.kasane.json'));
  await page.keyboard.press('Control+s');
  await expect(page.getByText('Design saved to third.kasane.json')).toBeVisible();
  expect(JSON.parse(readFileSync(join(folder, 'second.kasane.json'), 'utf8')).name).toBe('Small CNN');
});

test('a design is saved, opened again, and stays where a file cannot be read', async ({ studio: { app, page, folder, screenshot } }) => {
  const path = join(folder, 'mine.kasane.json');
  await choosePreset(page, 'Four hidden layers');
  await page.getByRole('textbox', { name: 'Name of the design' }).fill('Mine');
  await answerDialogs(app, path);
  await page.keyboard.press('Control+s');
  await expect(page.getByText('Design saved to mine.kasane.json')).toBeVisible();
  await expect(page.getByRole('banner').getByText('saved', { exact: true })).toBeVisible();
  const written = JSON.parse(readFileSync(path, 'utf8'));
  expect(written).toEqual({ ...presetSpec('four-hidden'), name: 'Mine' });

  await cards(page).nth(0).click();
  await page.keyboard.press('Delete');
  await expect(page.getByRole('banner').getByText('changed', { exact: true })).toBeVisible();
  const kept = await names(page);
  for (const [name, text, message] of [
    ['cut.kasane.json', readFileSync(path, 'utf8').slice(0, 200), 'cut.kasane.json: not JSON'],
    [
      'newer.kasane.json',
      JSON.stringify({ ...written, version: SPEC_VERSION + 1 }),
      `version: ${SPEC_VERSION + 1} was written by a newer Kasane`,
    ],
    [
      'wrong.kasane.json',
      JSON.stringify({ ...written, training: { ...written.training, batchSize: 0 } }),
      'training.batchSize: 0 is too small; use at least 1',
    ],
  ] as const) {
    writeFileSync(join(folder, name), text);
    await answerDialogs(app, join(folder, name));
    await page.keyboard.press('Control+o');
    await expect(page.getByRole('alert')).toContainText(message);
    expect(await names(page)).toEqual(kept);
  }
  await screenshot('design-refused');

  await answerDialogs(app, path);
  await page.keyboard.press('Control+o');
  await expect(page.getByText('mine.kasane.json is open')).toBeVisible();
  expect(await names(page)).toHaveLength(9);
  await page.keyboard.press('Control+z');
  expect(await names(page)).toEqual(kept);
});

/** Drags with the mouse in steps, as a hand does; `height` is the share of the target's height at which it lets go. */
async function drag(page: Page, from: Locator, to: Locator, height = 0.5): Promise<void> {
  const [a, b] = [await from.boundingBox(), await to.boundingBox()];
  if (!a || !b) throw new Error('there is nothing to drag, or nowhere to drag it');
  await page.mouse.move(a.x + a.width / 2, a.y + a.height / 2);
  await page.mouse.down();
  await page.mouse.move(a.x + a.width / 2 + 12, a.y + a.height / 2 + 12, { steps: 3 });
  // It is carried before it is put down: the page gets a frame for each step.
  for (const share of [0.4, 0.8, 1]) {
    const [x, y] = [a.x + a.width / 2, a.y + a.height / 2];
    await page.mouse.move(x + (b.x + b.width / 2 - x) * share, y + (b.y + b.height * height - y) * share);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  }
  await page.mouse.up();
}

test('what replaces a design says so, and its notice brings the one before back', async ({ studio: { page } }) => {
  await expect(page.getByText('MNIST (original)')).toBeVisible();
  await choosePreset(page, 'Two-layer');
  const notice = page.getByTestId('notice');
  await expect(notice).toContainText('The design is now “Two-layer”; it replaced “Small CNN”.');
  await notice.getByRole('button', { name: 'Undo' }).click();
  await expect(field(page, 'Name of the design')).toHaveValue('Small CNN');
  await expect(notice).toHaveCount(0);
});

test('a learning rate is found, used, and told to be of an older design', async ({ studio: { page, screenshot } }) => {
  await expect(page.getByText('MNIST (original)')).toBeVisible();
  await choosePreset(page, 'Two-layer');
  await page.getByRole('tab', { name: 'Optimizer' }).click();
  await page.getByRole('button', { name: 'Find a learning rate' }).click();
  const found = page.getByTestId('suggested-rate');
  await expect(found).toContainText('though at most a third of where it is lowest');
  const [rate = ''] = /[\d.]+\d/.exec((await found.textContent()) ?? '') ?? [];
  await screenshot('design-rate-finder');
  await page.getByRole('button', { name: `Use ${rate}` }).click();
  await expect(field(page, 'Learning rate')).toHaveValue(rate);
  await expect(page.getByText('have changed since')).toHaveCount(0); // by its learning rate alone
  await field(page, 'Momentum')
    .or(page.getByRole('combobox', { name: 'Optimizer' }))
    .first()
    .click();
  await page.getByRole('option', { name: 'Adam', exact: true }).click();
  await expect(page.getByText('have changed since')).toBeVisible();
});

test('branches stand side by side: a parallel block is added, given layers, mended and trained', async ({
  studio: { page, screenshot },
}) => {
  await expect(page.getByText('MNIST (original)')).toBeVisible();
  await choosePreset(page, 'Two-layer');
  await palette(page, 'Parallel block').scrollIntoViewIfNeeded();
  await drag(page, palette(page, 'Parallel block'), cards(page).nth(0), 0.2);
  await poll(() => names(page)).toEqual(['Parallel block', 'Dense', 'ReLU', 'Dense']);
  await expect(cards(page).nth(0)).toContainText('4 branches');
  await expect(cards(page).nth(0)).toContainText('28×28×48');
  const sidebar = page.getByRole('complementary', { name: 'Settings' });
  await cards(page).nth(0).click();
  await sidebar.getByRole('button', { name: 'Add a branch' }).click();
  // It passes the input on, one channel more.
  await expect(cards(page).nth(0)).toContainText('28×28×49');
  const fifth = sidebar.getByRole('group', { name: 'Branch 5' });
  await fifth.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Max pooling' }).click();
  await expect(cards(page).nth(0)).toContainText('cannot be joined along the channels');
  await screenshot('design-parallel');
  await cards(page).nth(0).getByRole('button', { name: 'Keep height and width in all of them' }).click();
  await expect(summary(page)).toContainText('Ready to train');
  await sidebar.getByRole('button', { name: 'Remove branch 1' }).click();
  await expect(cards(page).nth(0)).toContainText('4 branches');
  await expect(cards(page).nth(0)).toContainText('28×28×33');
});
