/** The learning rate of each iteration: the optimizer's by its schedule, unless the averaging has its own. */
import { createFrom } from '../kind';
import { averagingKinds } from '../nn/averaging';
import { optimizerKinds } from '../nn/optimizers';
import { scheduleKinds } from '../nn/schedules';
import type { RunProgress } from '../nn/schedules/schedule';
import type { RunSpec } from '../spec/run-spec';

export type LearningRate = (progress: RunProgress) => number;

export function learningRateOf({ optimizer, schedule, training }: Pick<RunSpec, 'optimizer' | 'schedule' | 'training'>): LearningRate {
  const { learningRate } = createFrom(optimizerKinds, optimizer);
  const { factor } = createFrom(scheduleKinds, schedule);
  const averaging = createFrom(averagingKinds, training.averaging);
  return (progress) => averaging.learningRate(progress) ?? learningRate * factor(progress);
}
