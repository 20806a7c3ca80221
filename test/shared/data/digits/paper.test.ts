/** Pictures made for the tests: any paper, any ink, lines that are no digit. What comes out is compared with the drawing itself. */
import { inkOf, type RgbaImage } from '@shared/data/digits/ink';
import { normalisePicture } from '@shared/data/digits/normalise';
import { allSteps, without } from '@shared/data/digits/steps';
import { rasterise } from '@shared/data/digits/strokes';
import { createRandom } from '@shared/random/threefry';
import { describe, expect, it } from 'vitest';
import { drawings, type LabelledDrawing } from '../../../support/drawings';
import { byLength } from '../../../support/length';

type Colour = readonly [number, number, number];

const SIDE = 280;

/** A sheet that is painted on, and one drawing as it lies on it. */
class Sheet implements RgbaImage {
  readonly data: Uint8ClampedArray;

  constructor(
    readonly width: number,
    readonly height: number,
    paper: Colour,
  ) {
    this.data = new Uint8ClampedArray(width * height * 4);
    for (let pixel = 0; pixel < width * height; pixel++) this.data.set([...paper, 255], 4 * pixel);
  }

  blend(x: number, y: number, colour: Colour, share: number): void {
    const at = 4 * (y * this.width + x);
    for (const [channel, value] of colour.entries()) this.data[at + channel] = (this.data[at + channel] ?? 0) * (1 - share) + value * share;
  }

  /** Fills what lies no further than half of `thickness` from the line, with soft edges. */
  line([fromX, fromY]: readonly [number, number], [toX, toY]: readonly [number, number], thickness: number, colour: Colour): this {
    const length = Math.hypot(toX - fromX, toY - fromY);
    for (let y = 0; y < this.height; y++) {
      for (let x = 0; x < this.width; x++) {
        const along = ((x + 0.5 - fromX) * (toX - fromX) + (y + 0.5 - fromY) * (toY - fromY)) / length;
        const off = Math.abs((x + 0.5 - fromX) * (toY - fromY) - (y + 0.5 - fromY) * (toX - fromX)) / length;
        if (along >= -thickness / 2 && along <= length + thickness / 2)
          this.blend(x, y, colour, Math.min(1, Math.max(0, thickness / 2 + 0.5 - off)));
      }
    }
    return this;
  }

  /** The drawing with its corner at (left, top), `size` pixels to its side. */
  draw(
    drawing: LabelledDrawing,
    { left, top, size, pen, ink }: { left: number; top: number; size: number; pen: number; ink: Colour },
  ): this {
    const scale = drawing.side / size;
    const resolution = Math.max(this.width, this.height);
    const square = { left: -left * scale, top: -top * scale, side: resolution * scale };
    const { values } = rasterise(drawing, pen, square, resolution);
    for (let y = 0; y < this.height; y++) for (let x = 0; x < this.width; x++) this.blend(x, y, ink, values[y * resolution + x] ?? 0);
    return this;
  }

  /** Light that falls off from left to right by `shade`, and grain. */
  photographed(shade: number, grain: number, noise: (pixel: number) => number): this {
    for (let pixel = 0; pixel < this.width * this.height; pixel++) {
      const light = 1 - shade * ((pixel % this.width) / this.width);
      for (let channel = 0; channel < 3; channel++)
        this.data[4 * pixel + channel] = (this.data[4 * pixel + channel] ?? 0) * light + grain * noise(pixel);
    }
    return this;
  }
}

const digitOf = (sheet: RgbaImage, steps = allSteps) => normalisePicture(inkOf(sheet), steps)?.pixels ?? null;
/** With strokes as they are: a hair's breadth may decide whether they are made anew. */
const asDrawn = without('stroke');
/** Grey levels a pixel, wherever the second lies within a pixel: which whole pixel its centre is put on may hang on a hundredth. */
function difference(a: Uint8Array | null, b: Uint8Array): number {
  if (!a) return Number.POSITIVE_INFINITY;
  const apart = (by: number) => b.reduce((sum, value, pixel) => sum + Math.abs(value - (a[pixel + by] ?? 0)), 0) / b.length;
  return Math.min(...[-1, 0, 1].flatMap((x) => [-1, 0, 1].map((y) => apart(28 * y + x))));
}

/** No more than that is off. A digit that is not there at all is off by 20 to 50. */
const ALIKE = 12;

describe('paper and ink', () => {
  it('are told apart whatever their colours, grain, light, stroke, size and place', () => {
    const cases = byLength(40, 400);
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

const BLACK: Colour = [0, 0, 0];
const BLUE: Colour = [150, 180, 230];

const papers: Record<string, (sheet: Sheet) => Sheet> = {
  ruled: (sheet) => [30, 85, 140, 195, 250].reduce((lined, y) => lined.line([-5, y], [SIDE + 5, y + 5], 2, BLUE), sheet),
  squared: (sheet) =>
    [12, 72, 132, 192, 252].reduce(
      (lined, at) => lined.line([-5, at], [SIDE + 5, at + 4], 1.5, BLUE).line([at, -5], [at - 4, SIDE + 5], 1.5, BLUE),
      sheet,
    ),
  boxed: (sheet) =>
    sheet
      .line([20, 20], [260, 24], 3, BLACK)
      .line([260, 24], [256, 262], 3, BLACK)
      .line([256, 262], [18, 258], 3, BLACK)
      .line([18, 258], [20, 20], 3, BLACK),
  'in a frame of one pixel': (sheet) => framed(sheet, 1),
  'in a frame of thirty pixels': (sheet) => framed(sheet, 30),
  'with a line along an edge': (sheet) => sheet.line([0, 1], [SIDE, 3], 2, BLACK),
  'with the dark edge of a scan': (sheet) => sheet.line([0, 4], [SIDE, 9], 12, [40, 40, 40]),
};

function framed(sheet: Sheet, thickness: number): Sheet {
  for (let y = 0; y < SIDE; y++)
    for (let x = 0; x < SIDE; x++) if (Math.min(x, y, SIDE - 1 - x, SIDE - 1 - y) < thickness) sheet.blend(x, y, BLACK, 1);
  return sheet;
}

describe('lines that are no digit', () => {
  it.each(Object.keys(papers))('%s: they go, and the digit stays', (kind) => {
    const some = drawings.filter((_, index) => index % byLength(15, 1) === 0);
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
    for (const drawing of drawings.filter((_, index) => index % byLength(4, 1) === 0)) {
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
