/**
 * RunSpec: everything that decides a training run, in one schema. Form, command line, run files, messages between
 * processes and the trainer share it; `parseRunSpec` is the only door.
 */
import { z } from 'zod';
import { augmentationKinds } from '../data/batches/augmentation';
import { samplingNames, samplings } from '../data/batches/sampling';
import { scalingNames, scalings } from '../data/batches/scaling';
import { DIGIT_CLASSES } from '../data/digits/digit-classes';
import { MOST_CLASS_NAME, MOST_CLASSES } from '../data/image-set';
import { recipeNames } from '../data/recipe';
import { kindSchema } from '../kind';
import { averagingKinds } from '../nn/averaging';
import { layerKinds } from '../nn/layers';
import { lossKinds } from '../nn/losses';
import { optimizerKinds } from '../nn/optimizers';
import { scheduleKinds } from '../nn/schedules';

export const SPEC_VERSION = 4;
export const DEFAULT_VALIDATION_IMAGES = 10_000;

const choices = <Name extends string>(names: readonly Name[], labels: Record<Name, { label: string }>) =>
  Object.fromEntries(names.map((name) => [name, labels[name].label]));

export const dataSchema = z.strictObject({
  limit: z
    .int()
    .min(0)
    .max(10_000_000)
    .default(0)
    .meta({
      label: 'Training images',
      help: 'The first so many images of the training files; 0 takes all',
      step: 1000,
      ja: { help: '訓練ファイルの先頭から使う枚数。0 で全部' },
    }),
  validation: z
    .int()
    .min(0)
    .max(10_000_000)
    .default(DEFAULT_VALIDATION_IMAGES)
    .meta({
      label: 'Validation images',
      help: 'Held back from training to watch progress on',
      step: 1000,
      ja: { label: '検証画像', help: '学習に使わず、進み具合を見るために取り分ける枚数' },
    }),
  drawings: z
    .boolean()
    .default(false)
    .meta({
      label: 'My drawings too',
      help: 'Trains on the drawings that were kept in Draw as well; none of them is held back',
      ja: { label: '自分の描画も使う', help: '「手書き」で保存した描画でも学習します。検証用には取り分けません' },
    }),
  scaling: z
    .enum(scalingNames)
    .default('unit')
    .meta({ label: 'Scaling', choices: choices(scalingNames, scalings), ja: { label: '正規化' } }),
  augmentation: z
    .array(kindSchema(augmentationKinds))
    .max(augmentationKinds.length)
    .superRefine((list, context) => {
      const again = list.findIndex(({ type }, index) => list.findIndex((each) => each.type === type) < index);
      if (again >= 0) context.addIssue({ code: 'custom', path: [again, 'type'], params: { twice: true } });
    })
    .default([])
    .meta({
      label: 'Augmentation',
      editor: 'augmentation',
      help: 'Changes training images at random, each time in another way; nothing else sees it',
      ja: { label: 'データ拡張', help: '訓練画像を毎回違うようにランダムに変えます。検証とテストには使いません' },
    }),
});

const side = z.int().min(1).max(1024);

/** A layer of the stack; one that is bypassed keeps its place and settings and is left out of the work. */
export const layerSchema = kindSchema(layerKinds, { bypassed: z.literal(true).optional() });

export const MOST_LAYERS = 200;

export const networkSchema = z.strictObject({
  /** [height, width, channels] of one image. */
  input: z.tuple([side, side, side]).default([28, 28, 1]),
  /** What the numbers of its output stand for. */
  classes: z
    .array(z.string().trim().min(1).max(MOST_CLASS_NAME))
    .min(2)
    .max(MOST_CLASSES)
    .superRefine((names, context) => {
      const again = names.findIndex((name, index) => names.indexOf(name) < index);
      if (again >= 0) context.addIssue({ code: 'custom', path: [again], params: { twice: true } });
    })
    .default(() => [...DIGIT_CLASSES]),
  /** How a picture of one's own becomes an input. */
  recipe: z.enum(recipeNames).default('mnist'),
  layers: z.array(layerSchema).min(1).max(MOST_LAYERS),
});

export const durationCountSchema = z.int().min(1).max(10_000_000);

export const trainingSchema = z.strictObject({
  batchSize: z
    .int()
    .min(1)
    .max(4096)
    .default(100)
    .meta({
      label: 'Batch size',
      unit: 'images',
      help: 'Images behind each step',
      step: 10,
      ja: { label: 'バッチサイズ', help: '1 回の更新に使う枚数' },
    }),
  duration: z
    .strictObject({ unit: z.enum(['iterations', 'epochs']), count: durationCountSchema })
    .default({ unit: 'iterations', count: 10_000 })
    .meta({ label: 'Length', ja: { label: '長さ' } }),
  sampling: z
    .enum(samplingNames)
    .default('epochs')
    .meta({ label: 'Batches', choices: choices(samplingNames, samplings), ja: { label: 'バッチの選び方' } }),
  loss: kindSchema(lossKinds)
    .default(() => ({ type: 'softmax-cross-entropy', smoothing: 0 }))
    .meta({ label: 'Loss', kinds: () => lossKinds }),
  clipNorm: z
    .number()
    .min(0)
    .max(1e6)
    .default(0)
    .meta({
      label: 'Gradient clipping',
      help: 'The longest that all gradients together may be; longer ones are scaled down. 0 leaves them',
      step: 0.5,
      ja: { label: '勾配クリッピング', help: '全勾配をまとめた長さの上限。超えたら縮める。0 なら何もしない' },
    }),
  patience: z
    .int()
    .min(0)
    .max(10_000)
    .default(0)
    .meta({
      label: 'Early stopping',
      unit: 'epochs',
      help: 'Ends after so many epochs without a better validation accuracy; 0 never does',
      step: 1,
      ja: { label: '早期終了', help: '検証精度がこのエポック数だけ良くならなければ終える。0 なら終えない' },
    }),
  averaging: kindSchema(averagingKinds)
    .default(() => ({ type: 'none' }))
    .meta({ label: 'Average of the parameters', kinds: () => averagingKinds, ja: { label: 'パラメータの平均' } }),
  keep: z
    .enum(['last', 'best', 'averaged'])
    .default('last')
    .meta({
      label: 'Keep',
      help: 'Which parameters the run ends with: the last, those of its best validation accuracy, or their average',
      choices: { last: 'Last', best: 'Best', averaged: 'Averaged' },
      ja: {
        label: '残すパラメータ',
        help: '学習の終わりに残すパラメータ。最後のもの、検証精度が最も良かったもの、または平均',
        choices: { last: '最後', best: '最良', averaged: '平均' },
      },
    }),
});

export const runSpecSchema = z.strictObject({
  version: z.literal(SPEC_VERSION),
  name: z.string().trim().min(1).max(80),
  seed: z
    .int()
    .min(0)
    .max(4_294_967_295)
    .default(1)
    .meta({
      label: 'Seed',
      help: 'The same seed gives the same run, bit for bit',
      step: 1,
      ja: { help: '同じシードなら 1 ビットも違わない同じ学習になります' },
    }),
  data: dataSchema.default(() => dataSchema.parse({})),
  network: networkSchema,
  optimizer: kindSchema(optimizerKinds).default(() => ({ type: 'sgd', learningRate: 0.1, weightDecay: 0 })),
  schedule: kindSchema(scheduleKinds).default(() => ({ type: 'constant', warmUp: 0 })),
  training: trainingSchema.default(() => trainingSchema.parse({})),
});

/** A design in the making: as complete and in range, but its layers need not fit each other, and there may be none. */
export const draftSchema = runSpecSchema.extend({ network: networkSchema.extend({ layers: z.array(layerSchema).max(MOST_LAYERS) }) });

/** A spec that came through `parseRunSpec`: complete, in range, and its layers fit each other. */
export type RunSpec = z.output<typeof runSpecSchema>;
/** The same as it may be written: settings with a default left out. */
export type RunSpecInput = z.input<typeof runSpecSchema>;
