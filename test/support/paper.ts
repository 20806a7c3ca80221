/** Sheets of paper for the tests: painted on, drawn on, ruled, framed, photographed. */
import { enlarge } from '@shared/analysis/distortions/enlarged';
import { byteAt } from '@shared/at';
import type { RgbaImage } from '@shared/data/digits/ink';
import { rasterise } from '@shared/data/digits/strokes';
import type { LabelledDrawing } from './drawings';

export type Colour = readonly [number, number, number];

/** Pixels to a side of a sheet, where nothing else is said. */
export const SIDE = 280;

/** A sheet that is painted on, and one drawing as it lies on it. */
export class Sheet implements RgbaImage {
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

  /** An image of MNIST, enlarged smoothly to `scale` of a sheet of the usual side, its corner at (left, top). */
  paste(pixels: Uint8Array, place: { left: number; top: number; scale: number }, ink: Colour): this {
    const large = enlarge({ width: 28, height: 28, pixels }, place);
    for (let y = 0; y < SIDE; y++) for (let x = 0; x < SIDE; x++) this.blend(x, y, ink, byteAt(large.pixels, y * SIDE + x) / 255);
    return this;
  }

  /** The darker the more, 0 … 1, by where a pixel lies. */
  shadow(depth: (x: number, y: number) => number): this {
    for (let y = 0; y < this.height; y++) for (let x = 0; x < this.width; x++) this.blend(x, y, BLACK, depth(x, y));
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

export const BLACK: Colour = [0, 0, 0];
const BLUE: Colour = [150, 180, 230];

/** What lies on the sheet before it is drawn on. */
export const papers: Record<string, (sheet: Sheet) => Sheet> = {
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
  'in a rounded frame': (sheet) => rounded(framed(sheet, 18), 14),
  'with a margin line': (sheet) => (papers.ruled?.(sheet) ?? sheet).line([32, -5], [30, SIDE + 5], 2, [220, 90, 90]),
  'with two dark edges that meet': (sheet) => sheet.line([0, 1], [SIDE, 4], 16, [40, 40, 40]).line([2, 0], [5, SIDE], 18, [40, 40, 40]),
  'with a line along an edge': (sheet) => sheet.line([0, 1], [SIDE, 3], 2, BLACK),
  'with the dark edge of a scan': (sheet) => sheet.line([0, 4], [SIDE, 9], 12, [40, 40, 40]),
};

function framed(sheet: Sheet, thickness: number): Sheet {
  for (let y = 0; y < SIDE; y++)
    for (let x = 0; x < SIDE; x++) if (Math.min(x, y, SIDE - 1 - x, SIDE - 1 - y) < thickness) sheet.blend(x, y, BLACK, 1);
  return sheet;
}

/** Without the corners that lie farther than `radius` from a circle in them, as beyond a rounded frame. */
function rounded(sheet: Sheet, radius: number): Sheet {
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const [fromX, fromY] = [radius - Math.min(x, SIDE - 1 - x), radius - Math.min(y, SIDE - 1 - y)];
      if (fromX > 0 && fromY > 0 && Math.hypot(fromX, fromY) > radius) sheet.blend(x, y, [255, 255, 255], 1);
    }
  }
  return sheet;
}
