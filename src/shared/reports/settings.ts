/** A spec's settings as names and values, in the words of the forms. */
import type { z } from 'zod';
import { augmentationKinds } from '../data/batches/augmentation';
import { describeSetting } from '../describe-setting';
import { findKind, type Kind, type KindSpec } from '../kind';
import { averagingKinds } from '../nn/averaging';
import { optimizerKinds } from '../nn/optimizers';
import { scheduleKinds } from '../nn/schedules';
import { joined, type Phrase, phrase, words } from '../phrase';
import { dataSchema, type RunSpec, trainingSchema } from '../spec/run-spec';
import type { Cell } from './report';

export type Row = readonly [Cell, Cell];

export function settingRows({ seed, data, optimizer, schedule, training }: RunSpec): Row[] {
  const { augmentation, ...plain } = data;
  const { duration, loss, averaging, ...rest } = training;
  return [
    [phrase`Optimizer`, kindText(optimizerKinds, optimizer)],
    [phrase`Learning-rate schedule`, kindText(scheduleKinds, schedule)],
    [phrase`Length`, duration.unit === 'epochs' ? phrase`${duration.count} epochs` : phrase`${duration.count} iterations`],
    ...schemaRows(trainingSchema.shape, rest),
    ...(averaging.type === 'none' ? [] : [[phrase`Average of the parameters`, kindText(averagingKinds, averaging)] as const]),
    ...(Number(loss.smoothing) > 0 ? [[phrase`Label smoothing`, Number(loss.smoothing)] as const] : []),
    ...schemaRows(dataSchema.shape, plain),
    [
      phrase`Augmentation`,
      augmentation.length === 0
        ? phrase`none`
        : joined(
            augmentation.map((each) => kindText(augmentationKinds, each)),
            '; ',
          ),
    ],
    [phrase`Seed`, String(seed)],
  ];
}

/** What 0 stands for. */
const zeros: Readonly<Record<string, Phrase>> = { limit: phrase`all`, patience: phrase`off`, clipNorm: phrase`off` };

const schemaRows = (shape: Readonly<Record<string, z.ZodType>>, values: Readonly<Record<string, unknown>>): Row[] =>
  Object.entries(values).flatMap(([name, value]): Row[] => {
    const schema = shape[name];
    const meaning = value === 0 ? zeros[name] : undefined;
    return schema ? [[words(describeSetting(schema).label), meaning ?? settingText(schema, value)]] : [];
  });

function settingText(schema: z.ZodType, value: unknown): Cell {
  const { choices, unit } = describeSetting(schema);
  if (typeof value === 'boolean') return value ? phrase`yes` : phrase`no`;
  if (typeof value !== 'number') return words(choices?.[String(value)] ?? String(value));
  return unit ? phrase`${value} ${words(unit)}` : value;
}

/** `Momentum: Learning rate 0.01, Momentum 0.9` */
function kindText(kinds: readonly Kind<unknown>[], { type, ...settings }: KindSpec): Phrase {
  const { label, settings: schema } = findKind(kinds, type);
  const parts = Object.entries(settings).flatMap(([name, value]) => {
    const setting = schema.shape[name] as z.ZodType | undefined;
    return setting && typeof value === 'number' ? [phrase`${words(describeSetting(setting).label)} ${value}`] : [];
  });
  return parts.length === 0 ? words(label) : phrase`${words(label)}: ${joined(parts, ', ')}`;
}
