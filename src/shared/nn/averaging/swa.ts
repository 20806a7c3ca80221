import { z } from 'zod';
import { defineKind } from '../../kind';
import type { RunProgress } from '../schedules/schedule';
import type { Averaging } from './averaging';

/** The epoch that an iteration belongs to, from 1. */
const epochOf = ({ iteration, iterationsPerEpoch }: RunProgress) => Math.ceil(iteration / iterationsPerEpoch);

export const swa = defineKind({
  type: 'swa',
  label: 'Stochastic weight averaging',
  help: 'From an epoch on trains at a learning rate of its own, and averages the parameters of the ends of those epochs.',
  ja: { label: '確率的重み平均（SWA）', help: 'あるエポックから専用の学習率で学習し、各エポックの終わりのパラメータを平均します。' },
  formula: 'θ̄ ← θ̄ + (θ − θ̄)/n at the end of the n-th such epoch',
  source: 'Izmailov et al. 2018',
  settings: z.object({
    from: z
      .int()
      .min(1)
      .max(10_000_000)
      .default(4)
      .meta({
        label: 'From epoch',
        help: 'The first epoch whose end counts; usually after three quarters of the run',
        step: 1,
        ja: { label: '開始エポック', help: '平均に入れる最初のエポック。ふつうは全体の 4 分の 3 を過ぎてから' },
      }),
    learningRate: z
      .number()
      .min(1e-8)
      .max(100)
      .default(0.01)
      .meta({
        label: 'Learning rate from there on',
        help: 'Takes the place of the schedule’s; high enough that the ends of epochs differ',
        step: 0.001,
        ja: { label: 'そこからの学習率', help: 'スケジュールの代わりに使います。エポックごとに違う所へ動けるほどの大きさに' },
      }),
  }),
  create: ({ from, learningRate }): Averaging => ({
    averages: true,
    share(progress) {
      const epoch = epochOf(progress);
      const isAtEnd = progress.iteration % progress.iterationsPerEpoch === 0;
      return isAtEnd && epoch >= from ? 1 / (epoch - from + 1) : 0;
    },
    begins({ iterations, iterationsPerEpoch }) {
      const iteration = from * iterationsPerEpoch;
      return iteration <= iterations ? iteration : Number.POSITIVE_INFINITY;
    },
    learningRate: (progress) => (epochOf(progress) >= from ? learningRate : null),
  }),
});
