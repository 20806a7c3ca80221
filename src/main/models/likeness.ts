/** What a trained network's training images look like to it, learnt once and kept beside the runs: see analysis/likeness. */
import { createHash } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Likeness, learnLikeness, type Seen, unlikenessOf } from '@shared/analysis/likeness';
import { splitDataset } from '@shared/data/batches/split';
import { labelledAs, placesAmong } from '@shared/data/class-names';
import { type Dataset, ImageSet, sameShape } from '@shared/data/image-set';
import { parseSafetensors, serializeSafetensors } from '@shared/formats/safetensors';
import type { NamedTensor } from '@shared/nn/parameter';
import { validationOf } from '@shared/spec/examine-data';
import { DEFAULT_VALIDATION_IMAGES } from '@shared/spec/run-spec';
import type { Classifier } from '@shared/training/classifier';
import { complete } from '@shared/training/evaluation';
import { readBytesIfThere, writeBytes } from '../files/whole-files';
import { runSliced } from '../processes/run-sliced';
import { usualDatasetsFolder } from '../runs/location';
import type { Model } from './model';

/** Images that are looked at, spread over the set: more change little. */
const [TRAINING, VALIDATION] = [16_000, 5000];
/** What was learnt by another rule is learnt again. */
const RULE = 2;
/** Networks whose likeness stays on disk, and the size of one at most. */
const [MOST_KEPT, LARGEST] = [24, 64 * 2 ** 20];

/** Among the images: it is made of them, and made again where it is gone. */
const folder = () => join(usualDatasetsFolder(), '.likeness');

export interface LikenessWork {
  readonly signal?: AbortSignal | undefined;
  progress?(share: number): void;
}

/** Null where the images are not of the classes and the size that the network was trained on. */
export async function likenessOf(
  { spec, tensors }: Pick<Model, 'spec' | 'tensors'>,
  dataset: Dataset & { readonly checksums: Readonly<Record<string, string>> },
  classifier: Classifier,
  { signal, progress }: LikenessWork = {},
): Promise<Likeness | null> {
  const { network, data, seed } = spec;
  const { training } = dataset;
  if (!sameShape(network.input, training.shape) || !placesAmong(network.classes, training.classes)) return null;
  const key = keyOf(tensors, JSON.stringify([RULE, network, data.scaling, data.limit, data.validation, seed, dataset.checksums]));
  const path = join(folder(), `${key}.safetensors`);
  const kept = await read(path, network.classes.length).catch(() => null);
  if (kept) return kept;
  const held = data.validation > 0 ? data.validation : validationOf(DEFAULT_VALIDATION_IMAGES, training.count);
  const limit = data.limit > 0 ? data.limit : training.count;
  const split = splitDataset(dataset, limit, Math.min(held, Math.floor(limit / 2)), seed);
  const some = (set: ImageSet, most: number) => spread(labelledAs(set, network.classes), most);
  const learnt = some(split.training, TRAINING);
  const features = await runSliced(classifier.features(learnt.pixels), { signal, last: (done) => progress?.(done / learnt.count / 3) });
  const own = { set: learnt, features, predicted: learnt.labels };
  const validation = await seen(classifier, some(split.validation, VALIDATION), {
    signal,
    progress: (share) => progress?.((1 + share) / 3),
  });
  const found = await runSliced(learnLikeness(own, validation), { signal });
  await keep(path, found).catch(() => undefined);
  return found;
}

/** How unlike the training images each image is; above 1 it is. */
export async function unlikeness(likeness: Likeness, classifier: Classifier, set: ImageSet): Promise<number[]> {
  return runSliced(unlikenessOf(likeness, await seen(classifier, set, {})));
}

/** The same of one image of a network's input, at once. */
export function unlikenessOfImage(
  likeness: Likeness,
  classifier: Classifier,
  { network }: Model['spec'],
  image: Uint8Array,
  predicted: number,
) {
  const set = new ImageSet(network.input, network.classes, image, new Uint8Array(1));
  return complete(unlikenessOf(likeness, { set, features: complete(classifier.features(image)), predicted: [predicted] }))[0] ?? 0;
}

async function seen(classifier: Classifier, set: ImageSet, { signal, progress }: LikenessWork): Promise<Seen> {
  const tell = (from: number) => (done: number) => progress?.(from + done / set.count / 2);
  const features = await runSliced(classifier.features(set.pixels), { signal, last: tell(0) });
  const { predicted } = await runSliced(classifier.predictions(set), { signal, last: tell(0.5) });
  return { set, features, predicted };
}

function spread(set: ImageSet, most: number): ImageSet {
  if (set.count <= most) return set;
  return set.pick(Array.from({ length: most }, (_, each) => Math.floor(((each + 0.5) * set.count) / most)));
}

function keyOf(tensors: readonly NamedTensor[], rest: string): string {
  const hash = createHash('sha256').update(rest);
  for (const { values } of tensors) hash.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  return hash.digest('hex').slice(0, 32);
}

const PARTS = ['features', 'images'] as const;

async function keep(path: string, likeness: Likeness): Promise<void> {
  const tensors = PARTS.flatMap((part) =>
    likeness[part].flatMap((cloud, label) =>
      cloud
        ? [
            { name: `${part}.${label}.mean`, shape: [cloud.mean.length], values: Float32Array.from(cloud.mean) },
            { name: `${part}.${label}.factor`, shape: [cloud.mean.length, cloud.mean.length], values: Float32Array.from(cloud.factor) },
          ]
        : [],
    ),
  );
  await mkdir(folder(), { recursive: true });
  await writeBytes(path, serializeSafetensors({ tensors, metadata: { threshold: String(likeness.threshold) } }));
  const files = await Promise.all(
    (await readdir(folder())).map(async (name) => ({ name, time: (await stat(join(folder(), name))).mtimeMs })),
  );
  const old = files.toSorted((a, b) => b.time - a.time).slice(MOST_KEPT);
  await Promise.all(old.map(({ name }) => rm(join(folder(), name), { force: true })));
}

async function read(path: string, classes: number): Promise<Likeness | null> {
  const bytes = await readBytesIfThere(path, LARGEST);
  if (!bytes) return null;
  const { tensors, metadata } = parseSafetensors(bytes, path);
  const byName = new Map(tensors.map(({ name, values }) => [name, Float64Array.from(values)]));
  const cloudsOf = (part: string) =>
    Array.from({ length: classes }, (_, label) => {
      const [mean, factor] = ['mean', 'factor'].map((what) => byName.get(`${part}.${label}.${what}`));
      return mean && factor ? { mean, factor } : null;
    });
  return { features: cloudsOf('features'), images: cloudsOf('images'), threshold: Number(metadata.threshold) };
}
