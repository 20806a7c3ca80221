/** The exported web page in real browsers, from disk and from a server: it answers as the command line does, and fetches nothing. */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { rasterise } from '@shared/data/digits/strokes';
import { webPageHalf } from '@shared/exchange/networks/formats/web-page';
import { parseRunSpec } from '@shared/spec/parse-run-spec';
import { encode } from 'fast-png';
import puppeteer, { type Browser, type LaunchOptions, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandLine } from '../support/command-line';
import { writeSmallMnist } from '../support/digits';
import { drawings } from '../support/drawings';
import { drawn } from '../support/trained';

const browsers: readonly { readonly name: string; readonly path: string; readonly options: LaunchOptions }[] = [
  { name: 'Chromium', path: '/usr/bin/chromium', options: { args: ['--no-sandbox', '--disable-gpu'] } },
  { name: 'Firefox', path: '/usr/bin/firefox-esr', options: { browser: 'firefox' } },
];

const folder = mkdtempSync(join(tmpdir(), 'kasane-page-'));
const { json } = commandLine(join(folder, 'runs'));
const page = join(folder, 'net.html');
const picture = join(folder, 'digit.png');
const axe = readFileSync(resolve(import.meta.dirname, '../../node_modules/axe-core/axe.min.js'), 'utf8');

/** Of 60 classes, rounded, called what would end an element. */
const many = join(folder, 'many.half.html');
const HOSTILE = '</script><b>"Many" & \\ classes</b>';

let expected: readonly (readonly number[])[];
let server: Server;
beforeAll(async () => {
  const data = ['--data', writeSmallMnist(join(folder, 'data'), 1500, 300)];
  const { run } = await json('train', '--preset', 'small-cnn', '--iterations', '30', ...data);
  await json('export', '--params', run, 'accurate-cnn', '--out', page, ...data);
  await json('export', '--params', run, '--out', join(folder, 'small.html'), ...data);
  const spec = parseRunSpec({
    version: 3,
    name: HOSTILE,
    network: { classes: Array.from({ length: 60 }, (_, index) => `<i>${index}</i>`), layers: [{ type: 'affine', units: 60 }] },
  });
  const { tensors } = drawn(spec);
  const named = { spec, tensors, name: spec.name, network: spec.network, scaling: spec.data.scaling, testAccuracy: 0.5 };
  writeFileSync(many, webPageHalf.write?.(named) ?? '');
  writeFileSync(picture, pictureOf(7));
  const answers = await Promise.all([run, 'accurate-cnn'].map((params) => json('predict', '--params', params, picture, ...data)));
  expected = answers.map(([{ probabilities }]) => probabilities);
  server = createServer((_request, response) => response.setHeader('content-type', 'text/html').end(readFileSync(page)));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});
afterAll(() => {
  server?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A drawing of a digit in dark ink on light paper. */
function pictureOf(digit: number): Uint8Array {
  const drawing = drawings.find((each) => each.digit === digit);
  if (!drawing) throw new Error(`there is no drawing of ${digit}`);
  const side = 200;
  const { values } = rasterise(drawing, drawing.pen, { left: 0, top: 0, side: drawing.side }, side);
  return encode({ width: side, height: side, channels: 1, data: Uint8Array.from(values, (ink) => Math.round(235 - 200 * ink)) });
}

it('of a small network is small', () => {
  expect(statSync(join(folder, 'small.html')).size).toBeLessThanOrEqual(1_500_000);
});

describe.each(browsers)('in $name', ({ path, options }) => {
  let browser: Browser;
  let tab: Page;
  const problems: string[] = [];
  const fetched: string[] = [];
  const isHere = existsSync(path);

  beforeAll(async () => {
    if (!isHere) return console.log(`no ${path} on this machine: the page is not opened in it`);
    browser = await puppeteer.launch({ executablePath: path, headless: true, ...options });
    tab = await browser.newPage();
    await tab.setViewport({ width: 1200, height: 800 });
    tab.on('pageerror', (error) => problems.push(String(error)));
    tab.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    tab.on('request', (request) => fetched.push(request.url()));
  });
  afterAll(() => browser?.close());

  /** Of each network, once it has looked at what there is. */
  const probabilities = async () => {
    await tab.waitForFunction(() =>
      [...document.querySelectorAll<HTMLElement>('[data-class]')].every((bar) => bar.dataset.probability !== ''),
    );
    return tab.$$eval('.network', (networks) =>
      networks.map((each) => [...each.querySelectorAll<HTMLElement>('[data-class]')].map((bar) => Number(bar.dataset.probability))),
    );
  };
  const blank = () =>
    tab.waitForFunction(() => [...document.querySelectorAll<HTMLElement>('[data-class]')].every((bar) => bar.dataset.probability === ''));

  it.skipIf(!isHere)('answers as the command line does, from disk and from a server, and fetches nothing', async () => {
    const served = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    for (const address of [`file://${page}`, served]) {
      await tab.goto(address);
      const chooser = await tab.waitForSelector('input#file');
      await (chooser as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(picture);
      for (const [network, found] of (await probabilities()).entries())
        for (const [place, probability] of found.entries())
          expect(Math.abs(probability - (expected[network]?.[place] ?? 2))).toBeLessThan(1e-5);
    }
    expect(fetched.filter((url) => !url.startsWith('file:') && url !== served && !url.startsWith('data:'))).toEqual([]);
    expect(problems).toEqual([]);
  });

  it.skipIf(!isHere)('says what is wrong with a picture in the language of the page', async () => {
    const [cut, none] = [join(folder, 'cut.png'), join(folder, 'none.jpg')];
    writeFileSync(cut, readFileSync(picture).subarray(0, 60));
    writeFileSync(none, 'no picture');
    await tab.goto(`file://${page}`);
    const chooser = (await tab.waitForSelector('input#file')) as unknown as { uploadFile(path: string): Promise<void> };
    const said = (text: string) =>
      tab.waitForFunction((wanted) => document.querySelector('.trouble')?.textContent?.includes(wanted), {}, text);
    await chooser.uploadFile(cut);
    await said('cut.png: is damaged (it is cut short)');
    await tab.click('#language');
    await said('cut.png: 壊れています（途中で切れています）');
    await chooser.uploadFile(none);
    await said('none.jpg: ここで開ける画像ではありません');
    await tab.click('#language');
    expect(problems).toEqual([]);
  });

  it.skipIf(!isHere)('is drawn on by mouse and by keys, undone, and cleared by Escape', async () => {
    await tab.goto(`file://${page}`);
    const box = await (await tab.waitForSelector('#pad'))?.boundingBox();
    if (!box) throw new Error('there is no pad');
    const at = (x: number, y: number) => [box.x + x * box.width, box.y + y * box.height] as const;
    await tab.mouse.move(...at(0.3, 0.2));
    await tab.mouse.down();
    await tab.mouse.move(...at(0.7, 0.2), { steps: 8 });
    await tab.mouse.move(...at(0.45, 0.85), { steps: 8 });
    await tab.mouse.up();
    const [, accurate = []] = await probabilities();
    expect(accurate.indexOf(Math.max(...accurate))).toBe(7);
    // Without a step of the normalisation it is another image.
    await tab.click('summary');
    await tab.click('[data-step=centre]');
    await tab.waitForFunction(
      (before) => document.querySelectorAll<HTMLElement>('.network:last-child [data-class]')[7]?.dataset.probability !== before,
      {},
      String(accurate[7]),
    );
    await tab.click('[data-step=centre]');
    await tab.keyboard.press('Escape');
    await blank();
    await tab.click('#undo');
    await probabilities();
    await tab.keyboard.press('Escape');
    await blank();
    // Undone while the pen is down, the line is gone and does not grow on.
    await tab.mouse.move(...at(0.3, 0.3));
    await tab.mouse.down();
    await tab.mouse.move(...at(0.6, 0.6), { steps: 4 });
    await probabilities();
    await tab.keyboard.down('Control');
    await tab.keyboard.press('z');
    await tab.keyboard.up('Control');
    await tab.mouse.move(...at(0.7, 0.3), { steps: 4 });
    await tab.mouse.up();
    await blank();
    await tab.focus('#pad');
    for (const key of ['ArrowUp', 'ArrowUp', 'ArrowUp', ' ', ...Array<'ArrowDown'>(8).fill('ArrowDown'), ' '] as const)
      await tab.keyboard.press(key);
    const [, lined = []] = await probabilities();
    expect(lined.indexOf(Math.max(...lined))).toBe(1);
    expect(problems).toEqual([]);
  });

  it.skipIf(!isHere)('is drawn on by touch, and takes what is pasted and dropped', async () => {
    await tab.goto(`file://${page}`);
    const box = await (await tab.waitForSelector('#pad'))?.boundingBox();
    if (!box) throw new Error('there is no pad');
    const points = [
      [0.3, 0.2],
      [0.7, 0.2],
      [0.55, 0.5],
      [0.45, 0.85],
    ].map(([x = 0, y = 0]) => [box.x + x * box.width, box.y + y * box.height] as const);
    // As a finger's events come: this driver has no touch in Firefox.
    await tab.evaluate((places) => {
      const pad = document.querySelector('#pad');
      const fire = (type: string, [clientX, clientY]: readonly [number, number]) =>
        pad?.dispatchEvent(new PointerEvent(type, { pointerId: 1, pointerType: 'touch', button: 0, clientX, clientY, bubbles: true }));
      if (pad) (pad as HTMLElement).setPointerCapture = () => undefined; // no such pointer is down
      for (const [index, place] of places.entries()) fire(index === 0 ? 'pointerdown' : 'pointermove', place);
      fire('pointerup', places.at(-1) ?? [0, 0]);
    }, points);
    const [, touched = []] = await probabilities();
    expect(touched.indexOf(Math.max(...touched))).toBe(7);
    const bytes = [...readFileSync(picture)];
    for (const kind of ['paste', 'drop'] as const) {
      await tab.keyboard.press('Escape');
      await blank();
      await tab.evaluate(
        (event, content) => {
          const data = new DataTransfer();
          data.items.add(new File([Uint8Array.from(content)], 'digit.png', { type: 'image/png' }));
          const made = new Event(event, { bubbles: true, cancelable: true });
          Object.defineProperty(made, event === 'paste' ? 'clipboardData' : 'dataTransfer', { value: data });
          document.dispatchEvent(made);
        },
        kind,
        bytes,
      );
      const [, found = []] = await probabilities();
      expect(
        found.every((probability, place) => Math.abs(probability - (expected[1]?.[place] ?? 2)) < 1e-5),
        kind,
      ).toBe(true);
    }
    await tab.evaluate(() => {
      const data = new DataTransfer();
      data.items.add(new File(['no picture'], 'note.txt'));
      const made = new Event('drop', { bubbles: true, cancelable: true });
      Object.defineProperty(made, 'dataTransfer', { value: data });
      document.dispatchEvent(made);
    });
    await tab.waitForFunction(() => document.querySelector('[role=alert]')?.textContent?.startsWith('note.txt: '));
    expect(problems).toEqual([]);
  });

  it.skipIf(!isHere)('shows names as they are, and of many classes the most probable ones first', async () => {
    await tab.goto(`file://${many}`);
    expect(await tab.$eval('h1', (title) => title.textContent)).toBe(HOSTILE);
    const box = await (await tab.waitForSelector('#pad'))?.boundingBox();
    if (!box) throw new Error('there is no pad');
    await tab.mouse.move(box.x + 50, box.y + 50);
    await tab.mouse.down();
    await tab.mouse.move(box.x + 150, box.y + 150, { steps: 4 });
    await tab.mouse.up();
    const [all = []] = await probabilities();
    expect(all).toHaveLength(60);
    const shown = await tab.$$eval('[data-class]', (bars) =>
      bars
        .filter((bar) => !(bar as HTMLElement).hidden)
        .map((bar) => ({ top: bar.getBoundingClientRect().top, probability: Number((bar as HTMLElement).dataset.probability) })),
    );
    const inOrder = shown.toSorted((a, b) => a.top - b.top).map(({ probability }) => probability);
    expect(inOrder).toEqual(all.toSorted((a, b) => b - a).slice(0, shown.length));
    expect(await tab.$eval('.about', (about) => about.textContent)).toMatch(/float16/);
    expect(problems).toEqual([]);
  });

  it.skipIf(!isHere)('is accessible in both languages and themes, on a small screen too', async () => {
    await tab.goto(`file://${page}`);
    await tab.evaluate(axe);
    const violations = () =>
      tab.evaluate(async () => {
        const found = await (
          globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
        ).axe.run();
        return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
      });
    const seen = new Set<string>();
    for (const width of [1200, 380]) {
      await tab.setViewport({ width, height: 800 });
      for (const button of ['#language', '#theme', '#language', '#theme']) {
        await tab.click(button);
        seen.add(await tab.evaluate(() => `${document.documentElement.lang} ${document.documentElement.dataset.theme ?? ''}`));
        expect(await violations()).toEqual([]);
        expect(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      }
    }
    expect([...seen].filter((each) => !each.endsWith(' '))).toHaveLength(4);
    await tab.setViewport({ width: 1200, height: 800 });
  });
});
