/** The confusion matrix as a table and as a picture. */
import type { ConfusionMatrix } from '@shared/analysis/confusion';
import { csvText } from '@shared/csv-text';
import { picturePng } from './picture-png';

export const confusionCsv = (confusion: ConfusionMatrix, names: readonly string[]): string =>
  [['true', ...names.map(csvText)].join(','), ...confusion.map((row, label) => [csvText(names[label] ?? ''), ...row].join(',')), ''].join(
    '\n',
  );

const CELL = 44;

/** Characters of a class's name over a cell. */
const LONGEST_NAME = 7;

export function confusionPng(confusion: ConfusionMatrix, names: readonly string[], shares: boolean): Promise<Uint8Array<ArrayBuffer>> {
  const side = CELL * (confusion.length + 1);
  const most = Math.max(1, ...confusion.flatMap((row, label) => row.filter((_, predicted) => predicted !== label)));
  return picturePng(side, side, (context, { ink, muted }) => {
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    const write = (text: string, column: number, row: number, colour: string) => {
      context.fillStyle = colour;
      context.fillText(text, (column + 0.5) * CELL, (row + 0.5) * CELL);
    };
    for (const [label, row] of confusion.entries()) {
      const name = (names[label] ?? '').slice(0, LONGEST_NAME);
      write(name, 0, label + 1, muted);
      write(name, label + 1, 0, muted);
      const images = row.reduce((sum, count) => sum + count, 0) || 1;
      for (const [predicted, count] of row.entries()) {
        if (count === 0) continue;
        const [colour, strength] = label === predicted ? ['#4c9be8', count / images] : ['#e0655a', Math.sqrt(count / most)];
        context.globalAlpha = 0.2 + 0.5 * strength;
        context.fillStyle = colour;
        context.fillRect((predicted + 1) * CELL + 2, (label + 1) * CELL + 2, CELL - 4, CELL - 4);
        context.globalAlpha = 1;
        write(shares ? String(Number(((100 * count) / images).toPrecision(3))) : String(count), predicted + 1, label + 1, ink);
      }
    }
  });
}
