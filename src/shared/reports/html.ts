/// <reference path="./source.d.ts" />
/** A report as one HTML file that needs no other and prints on A4. */
import { encode as encodePng } from 'fast-png';
import { escaped } from '../html-text';
import { say as inEnglish, isPhrase, type Phrase } from '../phrase';
import { figureHtml, type Writer } from './figures/figure';
import { networkHtml } from './figures/network';
import { numberText } from './numbers';
import type { Block, Cell, Report, Section } from './report';
import style from './report.css?raw';

/** No script, no connection. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

export function reportHtml({ title, about, sections }: Report, writer: Writer = { language: 'en', say: inEnglish }): string {
  const { language, say } = writer;
  let figures = 0;
  /** Figures and tables are numbered consecutively; each stays on one page, or of those in pieces each piece does. */
  const numbered = (caption: Phrase, content: string, kind = '') => {
    figures += 1;
    return `<figure id="figure-${figures}"${kind && ` class="${kind}"`}>${content}<figcaption>${figures}. ${escaped(say(caption))}</figcaption></figure>`;
  };
  const sectionHtml = ({ title: head, blocks }: Section) =>
    `<section><h2>${escaped(say(head))}</h2>${blocks.map((block) => blockHtml(block, writer, numbered)).join('\n')}</section>`;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
<p class="about">${escaped(say(about))}</p>
${sections.map(sectionHtml).join('\n')}
</main>
</body>
</html>
`;
}

function blockHtml(block: Block, writer: Writer, numbered: (caption: Phrase, content: string, kind?: string) => string): string {
  const cell = (value: Cell) => cellText(value, writer);
  switch (block.kind) {
    case 'text':
      return `<p>${cell(block.text)}</p>`;
    case 'facts':
      return `<dl>${block.rows.map(([name, value]) => `<div><dt>${cell(name)}</dt><dd>${cell(value)}</dd></div>`).join('')}</dl>`;
    case 'table':
      return numbered(block.caption, tableHtml(block.heads, block.rows, cell));
    case 'figure':
      return numbered(block.caption, figureHtml(block.figure, writer));
    case 'network':
      return numbered(block.caption, networkHtml(block.layers, writer.say(block.caption), writer), 'pieces');
    case 'confusion':
      return numbered(block.caption, confusionHtml(block.classes, block.counts));
    case 'images':
      return numbered(
        block.caption,
        `<ul class="images">${block.images.map(({ pixels, width, channels, caption }) => `<li><img alt="" src="${pictureOf(pixels, width, channels)}"><span>${escaped(writer.say(caption))}</span></li>`).join('')}</ul>`,
      );
    case 'code':
      return `<pre>${escaped(block.text)}</pre>`;
    default:
      return block satisfies never;
  }
}

function cellText(value: Cell, { say, language }: Writer): string {
  if (typeof value === 'number') return numberText(value, language);
  return escaped(isPhrase(value) ? say(value) : value);
}

function tableHtml(heads: readonly Cell[], rows: readonly (readonly Cell[])[], cell: (value: Cell) => string): string {
  const side = (isNumber: boolean) => (isNumber ? ' class="number"' : '');
  const head = heads.map(
    (each, column) => `<th scope="col"${side(rows.every((row) => typeof row[column] === 'number'))}>${cell(each)}</th>`,
  );
  const body = rows.map((row) => `<tr>${row.map((each) => `<td${side(typeof each === 'number')}>${cell(each)}</td>`).join('')}</tr>`);
  return `<table><thead><tr>${head.join('')}</tr></thead><tbody>${body.join('')}</tbody></table>`;
}

const LONGEST_HEAD = 4;

/** Rows are true classes, columns predicted ones; mistakes are the darker the more of their class there are. */
function confusionHtml(classes: readonly string[], counts: readonly (readonly number[])[]): string {
  // Names that are wider than a column stand beside the rows alone, with the numbers that stand over the columns.
  const areShort = classes.every((name) => name.length <= LONGEST_HEAD);
  const rowName = (label: number) => (areShort ? (classes[label] ?? '') : `${label} ${classes[label] ?? ''}`);
  const rows = counts.map((row, label) => {
    const of = row.reduce((sum, count) => sum + count, 0);
    const cells = row.map((count, predicted) => {
      const strength = label === predicted ? 0 : Math.min(1, (20 * count) / Math.max(of, 1));
      const shade = strength > 0 ? ` style="background:rgb(213 94 0 / ${(0.15 + 0.6 * strength).toFixed(2)})"` : '';
      return `<td class="number${label === predicted ? ' right' : ''}"${shade}>${count || ''}</td>`;
    });
    return `<tr><th scope="row">${escaped(rowName(label))}</th>${cells.join('')}</tr>`;
  });
  return `<table class="confusion"><thead><tr><td></td>${classes.map((name, index) => `<th scope="col">${areShort ? escaped(name) : index}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function pictureOf(pixels: Uint8Array, width: number, channels: number): string {
  const png = encodePng({ width, height: pixels.length / (width * channels), data: pixels, channels: channels >= 3 ? 3 : 1 });
  return `data:image/png;base64,${btoa(String.fromCharCode(...png))}`;
}
