import { byteAt, floatAt } from '@shared/at';
import { normalisePicture } from '@shared/data/digits/normalise';
import { allSteps, without } from '@shared/data/digits/steps';
import { redrawn } from '@shared/data/digits/stroke-width';
import { rasterise } from '@shared/data/digits/strokes';
import { describe, expect, it } from 'vitest';
import { drawings } from '../../../support/drawings';
import { byLength } from '../../../support/length';

const SIDE = 280;
const sheetOf = (drawing: (typeof drawings)[number], pen: number) => rasterise(drawing, pen, { left: 0, top: 0, side: SIDE }, SIDE);

/** Mean difference of two digits, grey levels. */
function difference(a: Uint8Array | undefined, b: Uint8Array | undefined): number {
  if (!a || !b) throw new Error('no digit');
  return a.reduce((sum, value, at) => sum + Math.abs(value - byteAt(b, at)), 0) / a.length;
}

describe('constant stroke of pictures', () => {
  it('leaves strokes of a usual width as they are', () => {
    const usual = drawings.filter(({ pen }) => pen >= 16 && pen <= 20);
    expect(usual.length).toBeGreaterThan(30);
    const changed = usual.filter((drawing) => redrawn(sheetOf(drawing, 22)));
    expect(changed.map(({ style, digit }) => `${digit} ${style}`)).toEqual([]);
  });

  it('brings a digit drawn by a thin and by a thick pen nearer to what a usual pen draws', () => {
    const some = drawings.filter((_, index) => index % byLength(8, 1) === 0);
    const offBy = (pen: number, steps = allSteps) =>
      some.reduce((sum, drawing) => {
        const usual = normalisePicture(sheetOf(drawing, 22))?.pixels;
        return sum + difference(normalisePicture(sheetOf(drawing, pen), steps)?.pixels, usual) / some.length;
      }, 0);
    const asDrawn = without('stroke');
    expect(offBy(4)).toBeLessThan(0.75 * offBy(4, asDrawn));
    expect(offBy(48)).toBeLessThan(0.92 * offBy(48, asDrawn));
  });

  it('lets nothing fall apart: strokes of two widths keep the thinner ones', () => {
    const values = new Float32Array(SIDE * SIDE);
    const paint = (left: number, top: number, right: number, bottom: number) => {
      for (let y = top; y < bottom; y++) values.fill(1, y * SIDE + left, y * SIDE + right);
    };
    paint(60, 40, 130, 240);
    paint(130, 130, 180, 150);
    paint(180, 40, 220, 240);
    const ink = redrawn({ width: SIDE, height: SIDE, values })?.ink;
    const row = ink ? Array.from({ length: ink.width }, (_, x) => floatAt(ink.values, Math.floor(ink.height / 2) * ink.width + x)) : [];
    const dark = row.flatMap((value, x) => (value > 0.2 ? [x] : []));
    expect(dark.length).toBe(Math.max(...dark) - Math.min(...dark) + 1);
  });

  it('nothing is drawn anew of a picture with no ink dark enough', () => {
    expect(redrawn({ width: 28, height: 28, values: new Float32Array(784).fill(0.02) })).toBeNull();
  });

  it('one-pixel lines on 28×28, also grey ones, become as wide as strokes', () => {
    const drawing = drawings.find(({ digit }) => digit === 3);
    if (!drawing) throw new Error('no 3');
    const small = rasterise(drawing, 7, { left: 0, top: 0, side: SIDE }, 28);
    const faint = { ...small, values: small.values.map((value) => 0.5 * value) };
    const inkOf = (pixels: Uint8Array = new Uint8Array()) => pixels.reduce((sum, value) => sum + value, 0) / 255;
    const usual = inkOf(normalisePicture(sheetOf(drawing, 22))?.pixels);
    expect(inkOf(normalisePicture(faint)?.pixels)).toBeGreaterThan(0.8 * usual);
    expect(inkOf(normalisePicture(faint, without('stroke'))?.pixels)).toBeLessThan(0.7 * usual);
  });
});
