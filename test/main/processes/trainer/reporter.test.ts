import type { TrainingEvent } from '@shared/training/events';
import { expect, it, vi } from 'vitest';
import { createReporter } from '../../../../src/main/processes/trainer/reporter';

const iteration = (number: number): TrainingEvent => ({
  type: 'iteration',
  iteration: number,
  images: 100,
  learningRate: 0.1,
  loss: 1 / number,
  accuracy: 0.5,
});

it('gathers iterations into messages of which at most ten a second are sent, and loses none', () => {
  vi.useFakeTimers({ now: 0, toFake: ['performance'] });
  const messages: { metrics: { iterations: readonly number[] }; seconds: number; imagesPerSecond: number }[] = [];
  const reporter = createReporter((message) => messages.push(message));
  for (let number = 1; number <= 100; number++) {
    reporter.receive(iteration(number), number / 50);
    vi.advanceTimersByTime(20);
    reporter.sliceDone();
  }
  reporter.flush();
  vi.useRealTimers();
  // 100 slices of 20 ms are two seconds: a message at once, then one every 100 ms, and what is left.
  expect(messages.length).toBeLessThanOrEqual(22);
  expect(messages.flatMap((message) => message.metrics.iterations)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
  expect(messages.at(-1)?.seconds).toBeCloseTo(2, 9);
  expect(messages.at(-1)?.imagesPerSecond).toBeCloseTo(5000, 6); // 100 images every 20 ms
});

it('takes the pace from training time alone', () => {
  const messages: { seconds: number; imagesPerSecond: number }[] = [];
  const reporter = createReporter((message) => messages.push(message), 7);
  reporter.receive(iteration(1), 7.04);
  reporter.sliceDone();
  reporter.receive({ type: 'evaluating', set: 'test', images: 100, total: 10_000 }, 7.04);
  reporter.sliceDone();
  reporter.flush();
  expect(messages.at(-1)?.seconds).toBe(7.04);
  expect(messages.at(-1)?.imagesPerSecond).toBeCloseTo(2500, 6); // 100 images in 40 ms, and 7 s before
});
