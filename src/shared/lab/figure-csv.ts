/** A figure's numbers as a table. */
import type { Phrase } from '../phrase';
import type { Figure, LinesFigure } from './figure';

export function figureCsv(figure: Figure, say: (phrase: Phrase) => string): string {
  const rows = figureRows(figure, say);
  return `${rows.map((row) => row.map(cell).join(',')).join('\n')}\n`;
}

export type Cell = string | number;

const cell = (value: Cell) => (typeof value === 'string' && /[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : String(value));

/** The heads, then a row a number or a point. */
export function figureRows(figure: Figure, say: (phrase: Phrase) => string): Cell[][] {
  switch (figure.kind) {
    case 'lines':
      return [['series', say(figure.x.label), say(figure.y.label)], ...lineRows(figure, say)];
    case 'panels': {
      const [first] = figure.panels;
      const heads = first ? [say(first.x.label), say(first.y.label)] : ['x', 'y'];
      return [
        ['panel', 'series', ...heads],
        ...figure.panels.flatMap((panel) => lineRows(panel, say).map((row) => [say(panel.title), ...row])),
      ];
    }
    case 'histograms':
      return [
        ['panel', 'from', 'to', 'count'],
        ...figure.panels.flatMap(({ title, low, high, counts, outside }) => {
          const width = (high - low) / counts.length;
          const bars = counts.map((count, bin) => [say(title), low + bin * width, low + (bin + 1) * width, count]);
          return outside > 0 ? [...bars, [say(title), high, Number.POSITIVE_INFINITY, outside]] : bars;
        }),
      ];
    case 'paths':
      return [
        ['path', 'step', 'x', 'y'],
        ...figure.panels.flatMap(({ title, points }) => points.map(([x, y], step) => [say(title), step, x, y])),
      ];
    case 'table':
      return [
        figure.heads.map((head) => say(head)),
        ...figure.rows.map(({ cells }) => cells.map((value) => (typeof value === 'number' ? value : say(value)))),
      ];
    default:
      return figure satisfies never;
  }
}

const lineRows = ({ series }: LinesFigure, say: (phrase: Phrase) => string): Cell[][] =>
  series.flatMap(({ label, points }) => points.map(([x, y]) => [say(label), x, y]));
