import { optimizerPath, START, valley } from '@shared/analysis/optimizer-path';
import { optimizerKinds } from '@shared/nn/optimizers';
import { describe, expect, it } from 'vitest';

describe('the path of an optimizer', () => {
  it('of SGD at 0.95 is the book’s: x shrinks by 1 − 0.95/10 a step, y swings by 1 − 2·0.95', () => {
    const { steps, points } = optimizerPath({ type: 'sgd', learningRate: 0.95 });
    expect(steps).toBe(30);
    for (const [step, { x, y }] of points.entries()) {
      expect(x).toBeCloseTo(-7 * 0.905 ** step, 9);
      expect(y).toBeCloseTo(2 * (-0.9) ** step, 9);
    }
  });

  it.each(optimizerKinds.map(({ type }) => type))('of %s at its usual rate leads down', (type) => {
    const end = optimizerPath({ type, ...optimizerKinds.find((kind) => kind.type === type)?.settings.parse({}) }).points.at(-1) ?? START;
    expect(valley(end.x, end.y)).toBeLessThan(valley(START.x, START.y));
  });

  it('that leaves the valley ends there, in few points', () => {
    const { steps, points } = optimizerPath({ type: 'sgd', learningRate: 1.5 });
    expect([steps, points.length]).toEqual([30, 31]);
  });
});
