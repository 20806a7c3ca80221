import { wilsonInterval } from '@shared/analysis/interval';
import { expect, it } from 'vitest';

it('Wilson’s interval agrees with R’s prop.test(correct = FALSE) and stays within 0 and 1', () => {
  // prop.test(81, 263, correct = FALSE): 0.2553 to 0.3662, the example of Newcombe, Statistics in Medicine 17 (1998).
  const { low, high } = wilsonInterval(81, 263);
  expect(low).toBeCloseTo(0.2553, 4);
  expect(high).toBeCloseTo(0.3662, 4);
  expect(wilsonInterval(0, 20).low).toBe(0);
  expect(wilsonInterval(20, 20).high).toBe(1);
});
