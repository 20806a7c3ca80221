import { z } from 'zod';
import { defineKind } from '../../kind';
import { distributionSetting, type Initializer, scaled } from './initializer';

export const xavier = defineKind({
  type: 'xavier',
  label: 'Xavier',
  help: 'Keeps the spread of activations from layer to layer where the activation is nearly linear: sigmoid, tanh.',
  ja: { help: 'シグモイドや tanh のように 0 付近でほぼ線形な活性化で、層から層へ広がりを保ちます。' },
  formula: 'std = √(1/n)  or  √(2/(n + m))',
  source: 'ch. 6.2.2; Glorot and Bengio 2010',
  settings: z.object({
    distribution: distributionSetting,
    fan: z
      .enum(['in', 'average'])
      .default('in')
      .meta({
        label: 'Counts',
        help: 'n inputs of a unit alone, as in the book, or with the m units that read one input, as in the paper',
        choices: { in: 'Inputs', average: 'Inputs and outputs' },
        ja: {
          label: '数えるもの',
          help: '本のようにユニットの入力数 n だけ、または論文のように 1 つの入力を読むユニット数 m も',
          choices: { in: '入力', average: '入力と出力' },
        },
      }),
  }),
  create: ({ distribution, fan }): Initializer =>
    scaled(distribution, (fanIn, fanOut) => Math.sqrt(fan === 'in' ? 1 / fanIn : 2 / (fanIn + fanOut))),
});
