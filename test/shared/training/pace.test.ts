import { createPace, secondsLeft } from '@shared/training/pace';
import { expect, it } from 'vitest';

it('throughput is that of about the last second', () => {
  const pace = createPace();
  expect(pace.perSecond()).toBe(0);
  for (let slice = 0; slice < 100; slice++) pace.add(10, 0.05); // 200 a second
  for (let slice = 0; slice < 30; slice++) pace.add(50, 0.05); // then 1000 a second, for 1.5 s
  expect(pace.perSecond()).toBeCloseTo(1000, 6);
});

it('the time left follows from the time so far', () => {
  expect(secondsLeft(0, 100, 0)).toBeNull();
  expect(secondsLeft(25, 100, 10)).toBe(30);
});
