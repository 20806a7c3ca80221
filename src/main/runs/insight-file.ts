/** insight.json: what was last seen inside a run, for whoever opens it again. Numbers that are none are null in it, bytes base64. */
import { join } from 'node:path';
import type { InsightState } from '@shared/contracts/state';
import { MOST_OF_RECORD } from '@shared/json';
import { layerKinds } from '@shared/nn/layers';
import { MOST_FILTERS } from '@shared/training/observer';
import { z } from 'zod';
import { readSealed, writeSealed } from '../files/sealed-json';

const FILE = 'insight.json';

export type SeenInsight = Omit<InsightState, 'run'>;

export const writeInsight = (folder: string, { insight, hardest }: SeenInsight) =>
  writeSealed(join(folder, FILE), { version: 1, insight: asJson(insight), hardest: asJson(hardest) });

const asJson = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_name, each) =>
      each instanceof Uint8Array || each instanceof Int8Array
        ? Buffer.from(each.buffer, each.byteOffset, each.byteLength).toString('base64')
        : each,
    ),
  );

/** As many as any look has. */
const MOST_LAYERS = 1000;
const MOST_SIDE = 256;
const MOST_PIXELS = MOST_SIDE ** 2;
const MOST_WEIGHTS = MOST_FILTERS * MOST_PIXELS * 3;

const measure = z
  .number()
  .nullable()
  .transform((value) => value ?? Number.NaN);
const share = z.number().min(0).max(1).nullable();
const place = z.int().min(0);
const side = z.int().min(1).max(MOST_SIDE);
/** A layer by the label that its kind carries. */
const label = z.string().refine((text) => layerKinds.some((kind) => kind.label === text));
const set = z.enum(['training', 'validation', 'test']);
const bytes = (most: number) =>
  z
    .base64()
    .max(2 * most)
    .transform((text) => new Uint8Array(Buffer.from(text, 'base64')));

const hardImages = z
  .array(
    z
      .object({ image: place, label: place, predicted: place, loss: measure, width: side, pixels: bytes(MOST_PIXELS) })
      .refine(({ width, pixels }) => pixels.length > 0 && pixels.length % width === 0),
  )
  .max(100);

const layer = z.object({
  ...{ index: place, label, outputs: place, activation: label.nullable(), updateRatio: measure },
  ...{ histogram: z.array(place).max(1000), low: measure, high: measure, mean: measure, deviation: measure },
  ...{ idle: share, dead: share, saturated: share },
});

const filters = z
  .object({
    ...{ count: place.max(MOST_FILTERS), height: side, width: side, scale: measure },
    // Those of before were of one alone.
    channels: z.union([z.literal(1), z.literal(3)]).default(1),
    weights: bytes(MOST_WEIGHTS).transform((read) => new Int8Array(read.buffer)),
  })
  .refine(({ count, height, width, channels, weights }) => weights.length === count * height * width * channels);

const fileSchema = z.object({
  version: z.literal(1),
  insight: z
    .object({
      ...{ iteration: place, learningRate: measure, images: place, set },
      layers: z.array(layer).max(MOST_LAYERS),
      filters: filters.nullable(),
      hardest: hardImages,
    })
    .nullable(),
  hardest: z.object({ iteration: place, set, images: place, digits: hardImages }).nullable(),
});

/** Null where there is none, or none that can be read: it is worth nothing but a look. */
export async function readInsight(folder: string): Promise<SeenInsight | null> {
  try {
    const { insight, hardest } = fileSchema.parse(await readSealed(join(folder, FILE), MOST_OF_RECORD));
    return { insight, hardest };
  } catch {
    return null;
  }
}
