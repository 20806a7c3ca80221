import { inverseNormal, logarithm } from '@shared/random/normal';
import { permutation } from '@shared/random/permutation';
import { createRandom, threefry } from '@shared/random/threefry';
import { describe, expect, it } from 'vitest';

describe('threefry', () => {
  // The known answers that come with Random123, the authors' own implementation (kat_vectors, threefry2x32 20).
  it.each([
    { key: [0, 0], counter: [0, 0], answer: [0x6b200159, 0x99ba4efe] },
    { key: [0xffffffff, 0xffffffff], counter: [0xffffffff, 0xffffffff], answer: [0x1cb996fc, 0xbb002be7] },
    { key: [0x13198a2e, 0x03707344], counter: [0x243f6a88, 0x85a308d3], answer: [0xc4923a9c, 0x483df7a0] },
  ] as const)('gives the published answer for counter $counter', ({ key, counter, answer }) => {
    expect(threefry(key[0], key[1], counter[0], counter[1])).toEqual(answer);
  });

  it('gives other numbers for another seed, purpose, step or index', () => {
    const draws = [
      createRandom(1, 'sampling').uniform(0, 0),
      createRandom(2, 'sampling').uniform(0, 0),
      createRandom(1, 'split').uniform(0, 0),
      createRandom(1, 'sampling').uniform(1, 0),
      createRandom(1, 'sampling').uniform(0, 1),
    ];
    expect(new Set(draws).size).toBe(draws.length);
  });

  it('draws whole numbers evenly', () => {
    const random = createRandom(3, 'sampling');
    const counts = new Array<number>(10).fill(0);
    for (let index = 0; index < 10_000; index++) {
      const drawn = random.below(10, 0, index);
      counts[drawn] = (counts[drawn] ?? 0) + 1;
    }
    // Expected 1000 each with standard deviation √(10000·0.1·0.9) = 30; five of them are allowed.
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});

describe('normal numbers', () => {
  it.each([
    [0.5, 0],
    [0.975, 1.959963984540054],
    [0.025, -1.959963984540054],
    [1e-10, -6.361340902404056],
  ])('have their %f point at %f', (probability, point) => {
    expect(inverseNormal(probability)).toBeCloseTo(point, 11);
  });

  it('have mean 0 and deviation 1', () => {
    const random = createRandom(5, 'initialization');
    const draws = Array.from({ length: 20_000 }, (_, index) => inverseNormal(random.uniform(0, index)));
    const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
    const variance = draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / draws.length;
    expect(Math.abs(mean)).toBeLessThan(5 / Math.sqrt(20_000));
    expect(Math.abs(variance - 1)).toBeLessThan(5 * Math.sqrt(2 / 20_000));
  });

  it('use a logarithm that agrees with the engine’s', () => {
    for (const x of [0.999, 0.7072, 0.5, 0.1, 1e-3, 1e-15, 2 ** -53]) {
      expect(Math.abs(logarithm(x) - Math.log(x))).toBeLessThan(4e-15 * Math.max(1, -Math.log(x)));
    }
  });
});

describe('permutation', () => {
  it('holds every number once, in another order for every step', () => {
    const random = createRandom(1, 'shuffle');
    const first = permutation(1000, random, 0);
    expect([...first].sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, index) => index));
    expect([...permutation(1000, random, 0)]).toEqual([...first]);
    expect([...permutation(1000, random, 1)]).not.toEqual([...first]);
  });
});
