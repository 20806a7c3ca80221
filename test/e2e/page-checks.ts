/** What a page is checked for by itself, in any view, theme and language. */
import { cpus } from 'node:os';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { everyKind } from '../../src/shared/studies/kind-lists';
import { expect } from './studio';

/** `part`: all that is looked at, where not the whole page. */
export async function expectAccessible(page: Page, where: string, part = 'html'): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .include(part)
    .setLegacyMode()
    .options({ resultTypes: ['violations'], selectors: false })
    .analyze();
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} (${node.any[0]?.message ?? ''})`).join(' ')}`,
  );
  expect(found, where).toEqual([]);
}

/** Texts that do not fit the box they are in. */
export const clippedTexts = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('body *')]
      .filter((element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim()))
      .filter((element) => !element.closest('svg') && getComputedStyle(element).position !== 'absolute')
      .filter((element) => element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== 'inline')
      .map((element) => element.textContent ?? ''),
  );

/** Pairs of texts that are drawn over each other. */
export const overlappingTexts = (page: Page) =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: { text: string; box: DOMRect }[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const { parentElement: parent, textContent: text } = node;
      if (!parent || !text?.trim() || !parent.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      if (parent.closest('.mantine-VisuallyHidden-root, [id^=DndLiveRegion], [id^=DndDescribedBy]')) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) {
        const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        // What is scrolled out of its view is not drawn there.
        if (box.width > 2 && at && (parent.contains(at) || at.contains(parent))) found.push({ text: text.trim(), box });
      }
    }
    const pairs: string[] = [];
    for (const [index, a] of found.entries()) {
      for (const b of found.slice(index + 1)) {
        const width = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
        const height = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
        if (width > 3 && height > 6) pairs.push(`${a.text} / ${b.text}`);
      }
    }
    return pairs;
  });

/** Words that are the same in both languages: those of kinds' names, formulas and sources, and these. */
const names = new RegExp(
  `\\b(${[
    ...everyKind.flatMap(({ label, formula, source, ja }) => `${ja.label ?? label} ${formula} ${source}`.match(/\p{L}{2,}/gu) ?? []),
    ...'Kasane MNIST safetensors npz ONNX PyTorch Keras JSON JAX NumPy Runtime batch torch CSV TensorBoard pkl BatchNorm UMAP kB'.split(
      ' ',
    ),
    ...'HTML PDF html forward backward params DeepConvNet Softmax English Ctrl Enter kasane handin Space Shift Small CNN Esc json same valid images pool narrow wide'.split(
      ' ',
    ),
    ...(cpus()[0]?.model.match(/\p{L}{2,}/gu) ?? []),
  ].join('|')})\\b|float16|int8|float32|numpy\\.load\\(file\\)|model\\.py|tensorboard --logdir`,
  'g',
);

/** Texts in which a whole English word of some length stands where Japanese is spoken; names and formulas aside. */
export async function untranslatedTexts(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('body *')]
      .flatMap((element) =>
        [...element.childNodes].filter(
          (node) => node.nodeType === Node.TEXT_NODE && element.checkVisibility() && !element.closest('[lang=en], code, style'),
        ),
      )
      .map((node) => node.textContent?.trim() ?? ''),
  );
  return texts.filter((text) => /[A-Za-z]{3,}/.test(text.replaceAll(names, '')));
}
