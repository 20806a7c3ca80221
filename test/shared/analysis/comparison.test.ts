import { compare, mcNemar } from '@shared/analysis/comparison';
import { classScores, confusionOf } from '@shared/analysis/confusion';
import { distortions } from '@shared/analysis/distortions';
import { nearestRows } from '@shared/analysis/nearest';
import { precisions } from '@shared/analysis/precision';
import { toHalf } from '@shared/formats/float-types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

describe('two classifiers compared', () => {
  it('counts what became of each image', () => {
    expect(compare([1, 1, 1, 1, 2], [1, 2, 1, 2, 2], [1, 1, 2, 3, 2])).toMatchObject({ bothRight: 2, fixed: 1, broken: 1, bothWrong: 1 });
    expect(compare([1, 1], [1, 2], [2, 1], (image) => image === 1)).toMatchObject({ fixed: 1, broken: 0 });
  });

  it('McNemar’s exact test agrees with the binomial tables', () => {
    expect(mcNemar(0, 0)).toBe(1);
    expect(mcNemar(5, 5)).toBe(1);
    // 2 · (C(10,0) + C(10,1)) / 2^10
    expect(mcNemar(9, 1)).toBeCloseTo(22 / 1024, 12);
    expect(mcNemar(1, 9)).toBeCloseTo(22 / 1024, 12);
    // R: binom.test(120, 200)$p.value
    expect(mcNemar(120, 80)).toBeCloseTo(0.005685, 5);
    expect(mcNemar(3000, 2000)).toBeLessThan(1e-40);
  });
});

describe('scores of classes', () => {
  it('are precision and recall, null where nothing tells', () => {
    const scores = classScores(confusionOf([0, 0, 1, 1], [0, 1, 1, 1], 10));
    expect(scores[0]).toEqual({ images: 2, precision: 1, recall: 0.5 });
    expect(scores[1]).toEqual({ images: 2, precision: 2 / 3, recall: 1 });
    expect(scores[7]).toEqual({ images: 0, precision: null, recall: null });
  });
});

describe('lower precision', () => {
  it('float16 rounds as IEEE 754 says', () => {
    const cases = [
      [0, 0],
      [1, 1],
      [1 + 2 ** -11, 1], // a tie goes to the even
      [1 + 3 * 2 ** -11, 1 + 2 ** -9],
      [65504, 65504],
      [65520, Number.POSITIVE_INFINITY],
      [2 ** -24, 2 ** -24],
      [2 ** -25, 0],
      [-0.1, -0.0999755859375],
      [1e-5, 168 * 2 ** -24],
    ] as const;
    for (const [value, half] of cases) expect(toHalf(value), String(value)).toBe(half);
    fc.assert(fc.property(fc.float({ min: -60000, max: 60000, noNaN: true }), (value) => toHalf(toHalf(value)) === toHalf(value)));
  });

  it('int8 keeps each output within half a step of its own scale, and counts its bytes', () => {
    const int8 = precisions.find(({ id }) => id === 'int8');
    const tensor = { name: 'W', shape: [2, 3], values: Float32Array.of(1, 100, 0, -0.5, 3, 0) };
    const values = [...(int8?.round(tensor).values ?? [])];
    for (const [index, value] of values.entries()) {
      const scale = [1 / 127, 100 / 127, 0][index % 3] ?? 0;
      expect(Math.abs(value - (tensor.values[index] ?? 0))).toBeLessThanOrEqual(scale / 2 + 1e-6);
    }
    expect(int8?.bytes(tensor)).toBe(6 + 3 * 4);
    const bias = { name: 'b', shape: [3], values: Float32Array.of(0.1, 0.2, 0.3) };
    expect(int8?.round(bias)).toBe(bias);
  });
});

describe('the nearest rows', () => {
  it('come nearest first', () => {
    const rows = Float32Array.of(0, 0, 3, 4, 1, 0, 0, 1, 9, 9);
    expect(nearestRows(rows, Float32Array.of(0, 0), 3)).toEqual([
      { index: 0, distance: 0 },
      { index: 2, distance: 1 },
      { index: 3, distance: 1 },
    ]);
  });
});

describe('distortions', () => {
  const image = {
    width: 28,
    height: 28,
    pixels: Uint8Array.from({ length: 784 }, (_, pixel) => (pixel % 28 === 13 && pixel > 200 && pixel < 600 ? 200 : 0)),
  };
  const ink = (pixels: Uint8Array) => pixels.reduce((sum, value) => sum + value, 0);

  it('have names of their own, leave the image as it is, and give bytes', () => {
    expect(new Set(distortions.map(({ id }) => id)).size).toBe(distortions.length);
    const before = new Uint8Array(image.pixels);
    for (const { id, apply } of distortions) {
      const { width, height, pixels } = apply(image, 3);
      expect(pixels.length, id).toBe(width * height);
      expect(apply(image, 3).pixels, id).toEqual(pixels);
    }
    expect(image.pixels).toEqual(before);
  });

  it('do what they say', () => {
    const applied = (id: string) => distortions.find((each) => each.id === id)?.apply(image, 0).pixels ?? new Uint8Array();
    expect(applied('shift-1')[9 * 28 + 14]).toBe(200);
    expect(ink(applied('half'))).toBeLessThan(ink(image.pixels) / 3.5);
    expect(ink(applied('dilated'))).toBeGreaterThan(2.9 * ink(image.pixels));
    expect(ink(applied('eroded'))).toBe(0);
    expect(new Set(applied('binarised'))).toEqual(new Set([0, 255]));
    expect(ink(applied('inverted'))).toBe(255 * 784 - ink(image.pixels));
  });
});
