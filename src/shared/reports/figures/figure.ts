/** Figures of runs and of the Lab as SVG, or as a table. */

import { escaped } from '../../html-text';
import type { Figure, HistogramPanel, LinesFigure, PathsFigure, TableFigure } from '../../lab/figure';
import { isPhrase, type Phrase } from '../../phrase';
import { numberText } from '../numbers';
import { axes, COLOURS, colourOf, domainOf, shareOf, svg, tenth, text } from './svg';

export interface Writer {
  readonly language: string;
  say(phrase: Phrase): string;
}

/** The elements of a figure, without its caption. */
export function figureHtml(figure: Figure, writer: Writer): string {
  switch (figure.kind) {
    case 'lines':
      return linesHtml(figure, writer, 640, 300);
    case 'panels':
      return inColumns(
        figure.columns,
        figure.panels.map((panel) => linesHtml(panel, writer, 320, 220)),
      );
    case 'histograms':
      return inColumns(
        figure.columns,
        figure.panels.map((panel) => histogramHtml(panel, writer)),
      );
    case 'paths':
      return inColumns(
        2,
        figure.panels.map((panel) => pathHtml(figure, panel, writer)),
      );
    case 'table':
      return tableHtml(figure, writer);
    default:
      return figure satisfies never;
  }
}

const inColumns = (columns: number, panels: readonly string[]) =>
  `<div class="panels" style="grid-template-columns:repeat(${Math.min(columns, 4)},minmax(0,1fr))">${panels.map((panel) => `<div>${panel}</div>`).join('')}</div>`;

/** Of a long curve so many points are drawn: the first and the last of each stretch, its lowest and its highest. */
const MOST_STRETCHES = 400;

export function thinned(points: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  if (points.length <= 4 * MOST_STRETCHES) return points;
  const each = Math.ceil(points.length / MOST_STRETCHES);
  return Array.from({ length: Math.ceil(points.length / each) }, (_, stretch) =>
    points.slice(stretch * each, (stretch + 1) * each),
  ).flatMap((stretch) => {
    const sorted = stretch.toSorted((a, b) => a[1] - b[1]);
    const kept = new Set([stretch[0], sorted[0], sorted.at(-1), stretch.at(-1)]);
    return stretch.filter((point) => kept.has(point));
  });
}

function linesHtml({ title, x, y, series: all }: LinesFigure, { say, language }: Writer, width: number, height: number): string {
  const series = all
    .map((each, index) => ({ ...each, tone: each.tone ?? index, dashed: each.dashed ?? index >= COLOURS.length }))
    .filter((each) => each.points.length > 0);
  if (series.length === 0) return '';
  const frame = { left: 66, top: 26, width: width - 80, height: height - 66 };
  const points = series.flatMap((each) => each.points);
  const [across, up] = [
    domainOf(
      points.map(([at]) => at),
      x,
    ),
    domainOf(
      points.map(([, value]) => value),
      y,
    ),
  ];
  const at = ([px, py]: readonly [number, number]) => {
    const [right, high] = [shareOf(px, across, x.scale), Math.min(1, Math.max(0, shareOf(py, up, y.scale)))];
    return `${tenth(frame.left + frame.width * right)} ${tenth(frame.top + frame.height * (1 - high))}`;
  };
  const isDrawn = ([px, py]: readonly [number, number]) =>
    Number.isFinite(px) && Number.isFinite(py) && (x.scale !== 'log' || px > 0) && (y.scale !== 'log' || py > 0);
  const lines = series.map(({ points: own, dashed, tone }) => {
    const drawn = thinned(own.filter(isDrawn));
    const [only] = drawn;
    if (drawn.length === 0) return '';
    const colour = colourOf(tone);
    if (drawn.length === 1 && only) return `<circle r="3" fill="${colour}" ${placeOf(at(only))}/>`;
    return `<path class="line" d="M${drawn.map(at).join('L')}" stroke="${colour}"${dashed ? ' stroke-dasharray="5 4"' : ''}/>`;
  });
  const legend = series.map(({ label, dashed, tone, note }) => {
    const sample = `<svg class="sample" viewBox="0 0 22 8" aria-hidden="true"><path class="line" d="M0 4H22" stroke="${colourOf(tone)}"${dashed ? ' stroke-dasharray="5 4"' : ''}/></svg>`;
    return `<li>${sample}${escaped(say(label))}${note ? ` <small>${escaped(say(note))}</small>` : ''}</li>`;
  });
  const content = [
    text(say(title), frame.left, 16, 'class="title"'),
    axes(frame, { domain: across, axis: x, label: say(x.label) }, { domain: up, axis: y, label: say(y.label) }, language),
    ...lines,
  ];
  return `${svg(width, height, say(title), content.join(''))}${series.length > 1 ? `<ul class="legend">${legend.join('')}</ul>` : ''}`;
}

const placeOf = (place: string) => {
  const [x, y] = place.split(' ');
  return `cx="${x}" cy="${y}"`;
};

function histogramHtml({ title, low, high, counts, outside }: HistogramPanel, { say, language }: Writer): string {
  const frame = { left: 14, top: 26, width: 200, height: 90 };
  const most = Math.max(1, ...counts);
  const each = frame.width / counts.length;
  const bars = counts.map((count, index) => {
    const height = (frame.height * count) / most;
    return `<rect fill="${colourOf(0)}" x="${tenth(frame.left + index * each)}" y="${tenth(frame.top + frame.height - height)}" width="${tenth(Math.max(0.5, each - 0.5))}" height="${tenth(height)}"/>`;
  });
  const ends = [
    text(numberText(low, language), frame.left, frame.top + frame.height + 14),
    text(numberText(high, language), frame.left + frame.width, frame.top + frame.height + 14, 'text-anchor="end"'),
    ...(outside > 0 ? [text(`+${numberText(outside, language)}`, frame.left + frame.width, frame.top - 4, 'text-anchor="end"')] : []),
  ];
  const base = `<path class="frame" d="M${frame.left} ${frame.top + frame.height}H${frame.left + frame.width}"/>`;
  return svg(228, 136, say(title), [text(say(title), frame.left, 14, 'class="title"'), ...bars, base, ...ends].join(''));
}

function pathHtml({ reach, contours }: PathsFigure, { title, points }: PathsFigure['panels'][number], { say }: Writer): string {
  const [size, top] = [300, 24];
  const at = (value: number) => tenth((size * (value + reach)) / (2 * reach));
  const inside = ([x, y]: readonly [number, number]) => Math.abs(x) <= reach && Math.abs(y) <= reach;
  const rings = contours.map(
    ({ x, y }) =>
      `<ellipse class="grid" cx="${size / 2}" cy="${size / 2}" rx="${tenth((size * x) / (2 * reach))}" ry="${tenth((size * y) / (2 * reach))}"/>`,
  );
  const drawn = points.filter(inside);
  const path = `<path class="line" stroke="${colourOf(1)}" d="M${drawn.map(([x, y]) => `${at(x)} ${at(-y)}`).join('L')}"/>`;
  const dots = drawn.map(([x, y]) => `<circle r="2" fill="${colourOf(1)}" cx="${at(x)}" cy="${at(-y)}"/>`);
  const clip = `<svg x="0" y="${top}" width="${size}" height="${size}" viewBox="0 0 ${size} ${size}">${rings.join('')}${path}${dots.join('')}<rect class="frame" width="${size}" height="${size}"/></svg>`;
  return svg(size, size + top, say(title), `${text(say(title), 0, 15, 'class="title"')}${clip}`);
}

function tableHtml({ heads, rows }: TableFigure, { say, language }: Writer): string {
  const cell = (value: Phrase | number) => (isPhrase(value) ? escaped(say(value)) : numberText(value, language));
  const body = rows.map(
    ({ cells, marked }) =>
      `<tr${marked ? ' class="marked"' : ''}>${cells.map((each) => `<td${isPhrase(each) ? '' : ' class="number"'}>${cell(each)}</td>`).join('')}</tr>`,
  );
  return `<table><thead><tr>${heads.map((head) => `<th scope="col">${escaped(say(head))}</th>`).join('')}</tr></thead><tbody>${body.join('')}</tbody></table>`;
}
