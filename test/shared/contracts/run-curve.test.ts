import { type CurveLists, emptyCurve, extendCurve } from '@shared/contracts/run-curve';
import { expect, it } from 'vitest';

const rows = (from: number, to: number) => {
  const iterations = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  return {
    iterations,
    losses: iterations.map((each) => 1 / each),
    accuracies: iterations.map(() => 0.5),
    learningRates: iterations.map(() => 0.1),
  };
};
const grown = (steps: readonly number[], most: number): CurveLists => {
  let curve = emptyCurve();
  let last = 0;
  for (const step of steps) {
    curve = extendCurve(curve, rows(last + 1, last + step), most);
    last += step;
  }
  return curve;
};

it('has every iteration while there are few, appended in place', () => {
  const curve = emptyCurve();
  expect(extendCurve(curve, rows(1, 8), 8)).toBe(curve);
  expect(curve).toEqual({ ...rows(1, 8), every: 1 });
});

it('has every second, fourth, … one where there are more, whatever pieces they came in', () => {
  const whole = grown([100], 8);
  expect(whole.iterations).toEqual([16, 32, 48, 64, 80, 96]);
  expect(whole.every).toBe(16);
  expect(whole.losses).toEqual(whole.iterations.map((each) => 1 / each));
  for (const steps of [Array<number>(100).fill(1), [7, 2, 50, 41], [99, 1]]) expect(grown(steps, 8)).toEqual(whole);
  expect(extendCurve(emptyCurve(16), whole, 8)).toEqual(whole);
});
