/** Pictures made for the tests: any paper, any ink, lines that are no digit. What comes out is compared with the drawing itself. */
import { inkOf, type RgbaImage } from '@shared/data/digits/ink';
import { normalisePicture } from '@shared/data/digits/normalise';
import { allSteps, without } from '@shared/data/digits/steps';
import { createRandom } from '@shared/random/threefry';
import { describe, expect, it } from 'vitest';
import { drawings } from '../../../support/drawings';
import { byLength } from '../../../support/length';
import { BLACK, type Colour, papers, Sheet, SIDE } from '../../../support/paper';

const digitOf = (sheet: RgbaImage, steps = allSteps) => normalisePicture(inkOf(sheet), steps)?.pixels ?? null;
/** With strokes as they are: a hair's breadth may decide whether they are made anew. */
const asDrawn = without('stroke');
/**
 * Grey levels a pixel, wherever the second lies within a pixel: soft edges and grain move the box of the ink by half of one, and
 * which whole pixel its centre is put on may hang on a hundredth. A shift by half a pixel is the mean of two.
 */
function difference(a: Uint8Array | null, b: Uint8Array): number {
  if (!a) return Number.POSITIVE_INFINITY;
  const at = (pixel: number) => a[pixel] ?? 0;
  const shifted = (pixel: number, x: number, y: number) => {
    const corners = [Math.floor(y), Math.ceil(y)].flatMap((down) => [Math.floor(x), Math.ceil(x)].map((right) => 28 * down + right));
    return corners.reduce((sum, by) => sum + at(pixel + by), 0) / 4;
  };
  const apart = (x: number, y: number) => b.reduce((sum, value, pixel) => sum + Math.abs(value - shifted(pixel, x, y)), 0) / b.length;
  const shifts = [-1, -0.5, 0, 0.5, 1];
  return Math.min(...shifts.flatMap((x) => shifts.map((y) => apart(x, y))));
}

/** No more than that is off. A digit that is not there at all is off by 20 to 50. */
const ALIKE = 12;

describe('paper and ink', () => {
  it('are told apart whatever their colours, grain, light, stroke, size and place', () => {
    const cases = byLength(12, 400);
    const off: string[] = [];
    for (let each = 0; each < cases; each++) {
      const random = createRandom(each + 1, 'shuffle');
      let drawn = 0;
      const draw = () => random.uniform(0, drawn++);
      const drawing = drawings[random.below(drawings.length, 1, 0)];
      if (!drawing) throw new Error('there are no drawings');
      const [width, height] = [200 + Math.floor(draw() * 200), 200 + Math.floor(draw() * 200)];
      const isGrey = draw() < 0.5;
      const level = 20 + draw() * 215;
      const paper: Colour = isGrey ? [level, level, level] : [20 + draw() * 215, 20 + draw() * 215, 20 + draw() * 215];
      const isDark = draw() < 0.5;
      const rooms = paper.map((value) => (isDark ? value : 255 - value));
      const most = Math.max(...rooms);
      if (most < 45) continue;
      const depth = 45 + draw() * (most - 45);
      // The best channel has all of the difference, the others perhaps less.
      const shares = rooms.map((room) => Math.min(room, depth * (isGrey || room === most ? 1 : draw())));
      const [red = 0, green = 0, blue = 0] = paper.map((value, channel) => value + (isDark ? -1 : 1) * (shares[channel] ?? 0));
      const size = (0.45 + draw() * 0.5) * Math.min(width, height);
      const placed = { left: (width - size) * draw(), top: (height - size) * draw(), size, pen: 10 + draw() * 16 };
      const grain = draw() < 0.5 ? 0 : draw() * 8;
      const shade = draw() < 0.3 ? draw() * 0.3 : 0;
      const noise = (pixel: number) => 1.7 * (random.uniform(1, pixel) + random.uniform(2, pixel) - 1) * Math.SQRT2;
      const plain = new Sheet(width, height, [255, 255, 255]).draw(drawing, { ...placed, ink: [0, 0, 0] });
      const sheet = new Sheet(width, height, paper).draw(drawing, { ...placed, ink: [red, green, blue] }).photographed(shade, grain, noise);
      const expected = digitOf(plain, asDrawn) ?? new Uint8Array(784);
      const found = difference(digitOf(sheet, asDrawn), expected);
      if (found > ALIKE) off.push(`${each}: ${drawing.digit} ${drawing.style}, paper ${paper.map(Math.round)}, off by ${found.toFixed(1)}`);
    }
    expect(off).toEqual([]);
  });
});

describe('shadows are no ink', () => {
  const soft = (off: number, softness: number) => 0.55 / (1 + Math.exp(off / softness));
  const shadows: Record<string, (x: number, y: number) => number> = {
    'with a hard edge': (x, y) => soft(x + 0.4 * y - 150, 0.7),
    'with a soft edge': (x, y) => soft(x + 0.4 * y - 150, 12),
    'in a corner': (x, y) => soft(330 - x - 0.7 * y, 1),
    'as large as a digit': (x, y) => 0.55 * Math.exp(-(((x - 90) / 22) ** 2) - ((y - 160) / 60) ** 2),
  };
  const some = drawings.filter((_, index) => index % byLength(90, 12) === 0);
  const kinds = Object.entries(shadows)
    .flatMap(([name, depth]) => [false, true].map((isLined) => ({ name, depth, isLined })))
    .filter((_, index) => index % byLength(3, 1) === 0);

  it.each(kinds)('$name, lined: $isLined', ({ depth, isLined }) => {
    const random = createRandom(3, 'shuffle');
    const noise = (pixel: number) => 1.7 * (random.uniform(1, pixel) + random.uniform(2, pixel) - 1) * Math.SQRT2;
    const paper = () => {
      const sheet = new Sheet(SIDE, SIDE, [225, 220, 208]);
      return isLined ? (papers.squared?.(sheet) ?? sheet) : sheet;
    };
    const shaded = (sheet: Sheet) => sheet.shadow(depth).photographed(0.1, 4, noise);
    expect(digitOf(shaded(paper()))).toBeNull();
    const placed = { left: 90, top: 70, size: 130, pen: 14, ink: [25, 25, 60] as const };
    const off = some.filter((drawing) => {
      const plain = digitOf(new Sheet(SIDE, SIDE, [255, 255, 255]).draw(drawing, placed), asDrawn);
      return difference(digitOf(shaded(paper().draw(drawing, placed)), asDrawn), plain ?? new Uint8Array(784)) > ALIKE;
    });
    expect(off.map(({ digit, style }) => `${digit} ${style}`)).toEqual([]);
  });
});

describe('lines that are no digit', () => {
  it.each(Object.keys(papers))('%s: they go, and the digit stays', (kind) => {
    const some = drawings.filter((_, index) => index % byLength(90, 3) === 0);
    const placed = { left: 50, top: 50, size: 180, ink: [20, 20, 40] as const };
    const off = some.filter((drawing) => {
      const plain = new Sheet(SIDE, SIDE, [255, 255, 255]).draw(drawing, { ...placed, pen: drawing.pen });
      const sheet = papers[kind]?.(new Sheet(SIDE, SIDE, [255, 255, 255])).draw(drawing, { ...placed, pen: drawing.pen });
      return !sheet || difference(digitOf(sheet), digitOf(plain) ?? new Uint8Array(784)) > ALIKE;
    });
    expect(off.map(({ digit, style }) => `${digit} ${style}`)).toEqual([]);
  });

  it('a digit that reaches the edges stays whole', () => {
    const off: string[] = [];
    for (const drawing of drawings.filter((_, index) => index % byLength(30, 3) === 0)) {
      const plain = new Sheet(SIDE, SIDE, [255, 255, 255]).draw(drawing, { left: 20, top: 20, size: 240, pen: drawing.pen, ink: BLACK });
      const found = normalisePicture(inkOf(plain));
      if (!found) throw new Error('no ink');
      // Cut to the ink's own box: it touches all four sides.
      const ink = inkOf(plain);
      const columns = Array.from({ length: SIDE }, (_, x) =>
        Array.from({ length: SIDE }, (_y, y) => ink.values[y * SIDE + x] ?? 0).some((v) => v > 0.5),
      );
      const rows = Array.from({ length: SIDE }, (_, y) => ink.values.subarray(y * SIDE, (y + 1) * SIDE).some((v) => v > 0.5));
      const [left, right] = [columns.indexOf(true), columns.lastIndexOf(true) + 1];
      const [top, bottom] = [rows.indexOf(true), rows.lastIndexOf(true) + 1];
      // A bar that fills its box is all ink, or all paper: nobody can tell.
      const filled = ink.values.reduce((sum, value) => sum + value, 0) / ((right - left) * (bottom - top));
      if (filled > 0.75) continue;
      const tight = new Sheet(right - left, bottom - top, [255, 255, 255]);
      for (let y = top; y < bottom; y++)
        for (let x = left; x < right; x++) tight.blend(x - left, y - top, BLACK, ink.values[y * SIDE + x] ?? 0);
      const by = difference(digitOf(tight), found.pixels);
      if (by > ALIKE) off.push(`${drawing.digit} ${drawing.style}, off by ${by.toFixed(1)}`);
    }
    expect(off).toEqual([]);
  });
});
