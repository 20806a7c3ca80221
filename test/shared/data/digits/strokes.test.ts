import { normaliseDrawing } from '@shared/data/digits/normalise';
import { normaliseSheet } from '@shared/data/digits/sheet';
import { allSteps, naiveSteps, normalisationSteps, without } from '@shared/data/digits/steps';
import { curveThrough, type Drawing, type Stroke } from '@shared/data/digits/strokes';
import { describe, expect, it } from 'vitest';

const line = (...points: readonly (readonly [number, number])[]): Stroke => points.map(([x, y]) => ({ x, y, pressure: 0.5 }));
const drawing = (strokes: readonly Stroke[], pen = 18): Drawing => ({ side: 280, pen, strokes });
const scaled = (strokes: readonly Stroke[], scale: number, left: number, top: number): Stroke[] =>
  strokes.map((stroke) => stroke.map(({ x, y, pressure }) => ({ x: x * scale + left, y: y * scale + top, pressure })));

const three = [line([85, 80], [140, 45], [190, 80], [130, 135], [195, 180], [150, 235], [80, 205])];
const four = [line([100, 50], [88, 150], [195, 148]), line([165, 90], [160, 235])];
const five = [line([105, 55], [92, 135], [150, 115], [195, 170], [125, 232], [80, 212]), line([105, 55], [195, 50])];

const pixelsOf = (strokes: readonly Stroke[], pen = 18) => normaliseDrawing(drawing(strokes, pen))?.pixels ?? new Uint8Array();
const difference = (a: Uint8Array, b: Uint8Array) => a.reduce((sum, value, pixel) => sum + Math.abs(value - (b[pixel] ?? 0)), 0) / a.length;
const inked = (pixels: Uint8Array) => {
  const rows = Array.from({ length: 28 }, (_, y) => y).filter((y) => pixels.subarray(y * 28, y * 28 + 28).some((value) => value > 0));
  const columns = Array.from({ length: 28 }, (_, x) => x).filter((x) => rows.some((y) => (pixels[y * 28 + x] ?? 0) > 0));
  return { height: rows.length, width: columns.length };
};
const massCentre = (pixels: Uint8Array) => {
  let [mass, x, y] = [0, 0, 0];
  pixels.forEach((value, pixel) => {
    mass += value;
    x += value * ((pixel % 28) + 0.5);
    y += value * (Math.floor(pixel / 28) + 0.5);
  });
  return [x / mass, y / mass] as const;
};

describe('a drawing becomes a digit of MNIST’s making', () => {
  it.each([
    ['a 3', three],
    ['a 4 of two strokes', four],
    ['a 5 of two strokes', five],
  ])('%s: 20 pixels long, full black, balanced on the middle', (_what, strokes) => {
    const pixels = pixelsOf(strokes);
    const { height, width } = inked(pixels);
    expect(Math.max(height, width)).toBe(20);
    expect(Math.max(...pixels)).toBe(255);
    for (const centre of massCentre(pixels)) {
      expect(centre).toBeGreaterThan(13.9);
      expect(centre).toBeLessThan(15.1);
    }
  });

  it.each([
    ['very thin', three, 2],
    ['very thick', three, 60],
    ['tiny in a corner', scaled(three, 0.08, 262, 2), 4],
    ['off the edge', scaled(three, 1.5, -80, -90), 18],
    ['a 4 tiny in a corner', scaled(four, 0.08, 2, 262), 4],
    ['a 5 very thick', five, 50],
  ])('%s it comes out the same', (_what, strokes, pen) => {
    const plain = strokes.length === 1 ? three : strokes[0]?.length === 3 ? four : five;
    // Curves are joined by straight lines of a few units, of which a tiny drawing has fewer.
    expect(difference(pixelsOf(strokes, pen), pixelsOf(plain))).toBeLessThan(4);
  });

  it('a single dot stays a dot in the middle', () => {
    const pixels = pixelsOf([line([250, 12])]);
    const { height, width } = inked(pixels);
    expect(height).toBeLessThanOrEqual(5);
    expect(width).toBeLessThanOrEqual(5);
    for (const centre of massCentre(pixels)) expect(Math.abs(centre - 14.5)).toBeLessThanOrEqual(0.6);
  });

  it('of a blank sheet there is none', () => {
    expect(normaliseDrawing(drawing([]))).toBeNull();
    expect(normaliseSheet({ ...drawing([]), picture: null })).toBeNull();
  });

  it('each step that is left out shows', () => {
    const corner = drawing(scaled(three, 0.4, 150, 20), 30);
    const whole = normaliseDrawing(corner)?.pixels ?? new Uint8Array();
    for (const { id } of normalisationSteps)
      expect(difference(whole, normaliseDrawing(corner, without(id))?.pixels ?? whole), id).toBeGreaterThan(0.5);
    // All left out, it is the sheet shrunk to 28 × 28: the corner stays one.
    const naive = normaliseDrawing(corner, naiveSteps)?.pixels ?? whole;
    expect(massCentre(naive)[0]).toBeGreaterThan(18);
    expect(massCentre(naive)[1]).toBeLessThan(10);
    expect(new Set(naive)).toEqual(new Set([0, 255]));
  });

  it('tells which part of the sheet it shows', () => {
    const found = normaliseDrawing(drawing(three));
    const { left, top, side } = found?.frame ?? { left: 0, top: 0, side: 0 };
    // The box of the lines is 190 high; with its pen it is 20 of the 28 pixels.
    expect(Math.abs(side - ((190 * 20) / 17.5) * (28 / 20))).toBeLessThan(3);
    expect(left).toBeLessThan(80);
    expect(top).toBeLessThan(45);
  });
});

describe('what is drawn over a picture', () => {
  const picture = {
    width: 28,
    height: 28,
    values: new Float32Array(784).map((_, pixel) => (pixel % 28 === 14 && pixel > 140 && pixel < 600 ? 1 : 0)),
  };

  it('changes the digit, and nothing drawn leaves the picture’s own', () => {
    const sheet = { ...drawing([]), picture };
    const plain = normaliseSheet(sheet, allSteps)?.pixels ?? new Uint8Array();
    const over = normaliseSheet({ ...sheet, strokes: [line([60, 60], [220, 60])] }, allSteps)?.pixels ?? plain;
    expect(inked(plain).width).toBeLessThan(4);
    expect(inked(over).width).toBeGreaterThan(12);
  });
});

describe('the curve through the points of a stroke', () => {
  it('goes through each, and leaves no gap', () => {
    const stroke = line([0, 0], [50, 80], [100, 0], [100, 0], [104, 3]);
    const curve = curveThrough(stroke);
    for (const { x, y } of stroke) expect(curve).toContainEqual({ x, y, pressure: 0.5 });
    curve.slice(1).forEach(({ x, y }, index) => {
      const before = curve[index] ?? { x, y };
      expect(Number.isFinite(x + y)).toBe(true);
      expect(Math.hypot(x - before.x, y - before.y)).toBeLessThan(8);
    });
  });
});
