/** The drawings of test/fixtures/drawings.txt. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Drawing } from '@shared/data/digits/strokes';

export interface LabelledDrawing extends Drawing {
  readonly digit: number;
  readonly style: string;
}

const file = resolve(import.meta.dirname, '..', 'fixtures', 'drawings.txt');

export const drawings: readonly LabelledDrawing[] = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => /^\d/.test(line))
  .map((line) => {
    const [, digit = '', style = '', pen = '', points = ''] = /^(\d) (.+?) (\d+) (.*)$/.exec(line) ?? [];
    const strokes = points.split(' / ').map((stroke) =>
      stroke.split(' ').map((pair) => {
        const [x = 0, y = 0] = pair.split(',').map(Number);
        return { x, y, pressure: 0.5 };
      }),
    );
    return { digit: Number(digit), style, side: 280, pen: Number(pen), strokes };
  });
