/** From a place of any kind to a dataset: recognised by the list of sources, read, and a test part put aside where it has none. */
import { basename } from 'node:path';
import { putAside } from '@shared/data/batches/put-aside';
import { ImageSet, type UnlabelledImages } from '@shared/data/image-set';
import { isOriginal } from '@shared/data/originals';
import { isPicture } from '@shared/data/pictures/decode';
import { type Recipe, recipeOf } from '@shared/data/recipe';
import { sources } from '@shared/data/sources';
import { DatasetError } from '@shared/data/sources/dataset-error';
import type { DataOptions } from '@shared/data/sources/options';
import { PICTURE_START } from '@shared/data/sources/pictures';
import type { FoundDataset, FoundPart, LeftOut, Reading, Recognised, Source } from '@shared/data/sources/source';
import { unknownPlace } from '@shared/data/sources/unknown';
import { type Phrase, phrase } from '@shared/phrase';
import { imageKeys, imagesSum, labelsSum } from './image-keys';
import { filesOf, type PlaceFiles, withZips } from './place-files';

export interface RecognisedPlace extends Pick<PlaceFiles, 'fingerprint'> {
  readonly source: Source;
  readonly recognised: Recognised;
}

/** What was put aside for testing of a dataset that has no test part. */
export interface Aside {
  readonly share: number;
  readonly seed: number;
  readonly keys: readonly string[];
}

export interface OpenedPlace {
  readonly training: ImageSet;
  readonly validation: ImageSet | undefined;
  readonly test: ImageSet;
  readonly unlabelled: UnlabelledImages | undefined;
  /** The label of its source. */
  readonly source: string;
  readonly reason: Phrase;
  /** The names of several datasets that lie there, and which of them it is. */
  readonly choices: readonly string[];
  readonly choice: string;
  readonly leftOut: readonly LeftOut[];
  readonly leftOutCount: number;
  readonly recipe: Recipe;
  /** Null where there was a test part. */
  readonly aside: Aside | null;
  /** MD5 of each part as an IDX file of it would have. */
  readonly checksums: Readonly<Record<string, string>>;
}

/** Throws a DatasetError that says what the place is where no source knows it. */
export async function recognisePlace(paths: readonly string[], options: DataOptions): Promise<RecognisedPlace> {
  const place = await filesOf(paths);
  const found = await recogniseFiles(place, options);
  if (found.place) return found.place;
  // What was downloaded and not unpacked.
  const unpacked = await withZips(place);
  const inZips = unpacked && (await recogniseFiles(unpacked, options));
  if (inZips?.place) return inZips.place;
  throw found.trouble ?? inZips?.trouble ?? (await unknownPlace(basename(paths[0] ?? ''), place.files));
}

/** A file that its source cannot read keeps no other source from the place: why is told where none knows it. */
async function recogniseFiles({ files, fingerprint }: PlaceFiles, options: DataOptions) {
  const others = [];
  for (const file of files) if (!isPicture(await file.head(PICTURE_START))) others.push(file);
  let trouble: DatasetError | null = null;
  for (const source of sources) {
    try {
      const recognised = await source.recognise(source.readsPictures ? files : others, options);
      if (recognised) return { place: { source, recognised, fingerprint }, trouble };
    } catch (error) {
      if (!(error instanceof DatasetError)) throw error;
      trouble ??= error;
    }
  }
  return { place: null, trouble };
}

export interface OpenOptions extends Reading {
  /** Keys of test images that were put aside before. */
  readonly aside?: readonly string[] | undefined;
  /** Whether images without labels will do. */
  readonly bare?: boolean | undefined;
}

/** Throws what reading it throws, and the signal's reason where it is aborted. */
export async function openPlace(place: RecognisedPlace, options: DataOptions, work: OpenOptions): Promise<OpenedPlace> {
  const { source, recognised } = place;
  const found = await recognised.read(work);
  const set = (part: FoundPart | undefined) => part && new ImageSet(found.shape, found.classes, part.pixels, part.labels);
  const all = set(found.training ?? undefined);
  if (!all || all.count === 0) return bareOf(found, place, work);
  const split = partsOf(all, set(found.test), recognised.hasTest, options, work, source.label);
  const validation = set(found.validation);
  const { training, test, aside } = split;
  const sums = (name: string, part: ImageSet | undefined) =>
    part ? { [`${name}Images`]: imagesSum(part), [`${name}Labels`]: labelsSum(part) } : {};
  const checksums = {
    ...sums('training', training),
    ...sums('test', work.trainingOnly && !aside ? undefined : test),
    ...sums('validation', validation),
  };
  return {
    ...{ training, validation, test, aside, checksums },
    unlabelled: found.unlabelled,
    source: source.label,
    reason: recognised.reason,
    choices: recognised.choices,
    choice: recognised.choice,
    leftOut: found.leftOut,
    leftOutCount: found.leftOutCount ?? found.leftOut.length,
    recipe: isOriginal(checksums) || options.ink ? 'mnist' : (found.recipe ?? recipeOf(training, options.fit)),
  };
}

/** Images without labels alone, for work that only predicts. */
function bareOf(
  { shape, unlabelled, leftOut, leftOutCount }: FoundDataset,
  { source, recognised }: RecognisedPlace,
  { bare }: OpenOptions,
): OpenedPlace {
  if (!unlabelled || !bare)
    throw new DatasetError(
      source.label,
      unlabelled
        ? phrase`holds ${unlabelled.count} images without labels; to train, a label for each is needed: a column of labels, or a folder for each class`
        : phrase`holds no images to train on`,
    );
  const none = new ImageSet(shape, [], new Uint8Array(), new Uint8Array());
  return {
    ...{ training: none, validation: undefined, test: none, unlabelled, leftOut, aside: null, checksums: {} },
    ...{ source: source.label, reason: recognised.reason, choices: recognised.choices, choice: recognised.choice },
    ...{ leftOutCount: leftOutCount ?? leftOut.length },
    recipe: 'letterbox',
  };
}

/** Of a training part alone a share is put aside. */
function partsOf(
  all: ImageSet,
  test: ImageSet | undefined,
  hasTest: boolean,
  { share, seed }: DataOptions,
  { trainingOnly, aside: known = [] }: OpenOptions,
  label: string,
) {
  if (test && test.count > 0) return { training: all, test, aside: null };
  if (trainingOnly && hasTest) return { training: all, test: all.pick([]), aside: null };
  const { keys, training, test: put } = putAside(all, share, seed, imageKeys(all), new Set(known));
  if (put.count === 0)
    throw new DatasetError(label, phrase`has no class of two images, of which one could be put aside for testing; add images`);
  return { training, test: put, aside: { share, seed, keys } };
}
