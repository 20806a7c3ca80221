/** The gauge as main knows it, its process played by the test. */
import { presetSpec } from '@shared/spec/presets';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createGauge } from '../../../src/main/app/gauge';
import { playedProcesses } from '../../support/scripted-process';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const question = { spec: presetSpec('small-cnn'), datasetFolder: '/data', threads: 1 };
const pace = { imagesPerSecond: 7, evaluatedPerSecond: 20, threads: 1 };

it('lets go of the memory that measuring took, once nothing has been measured for a while', async () => {
  const processes = playedProcesses();
  const gauge = createGauge(processes.launch);
  const answer = () => processes.newest().says({ type: 'answer', id: processes.newest().request('measurePace').id, answer: pace });
  const first = gauge.measure(question);
  answer();
  expect(await first).toEqual(pace);
  await vi.advanceTimersByTimeAsync(4000);
  // The next edit is measured by the same process, and puts its end off.
  const second = gauge.measure({ ...question, threads: 2 });
  await vi.advanceTimersByTimeAsync(4000);
  expect(processes.started).toHaveLength(1);
  expect(processes.newest().isKilled()).toBe(false);
  answer();
  await second;
  await vi.advanceTimersByTimeAsync(5000);
  expect(processes.newest().isKilled()).toBe(true);
  void gauge.measure(question);
  expect(processes.started).toHaveLength(2);
});
