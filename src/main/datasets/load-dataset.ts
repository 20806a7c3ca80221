/**
 * Datasets by the place they lie in: a folder or file of people's own, or a dataset in Kasane's folder. Of a place that takes
 * long to read, or whose test part was put aside, a record is kept there, and found again by the place.
 */

import { rm } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { numbered } from '@shared/data/class-names';
import { type Dataset, ImageSet } from '@shared/data/image-set';
import { type DataOptions, usualOptions } from '@shared/data/sources/options';
import type { Reading } from '@shared/data/sources/source';
import { KasaneError } from '@shared/kasane-error';
import { usualDatasetsFolder } from '../runs/location';
import { builtInDataset } from './built-in';
import { findKept, isKept, type KeptRecord, keep, readKept, readKeptImages } from './kept/kept-dataset';
import { type OpenedPlace, type OpenOptions, openPlace, recognisePlace } from './open-place';
import { isOriginal, knownSet } from './originals';

export interface LoadedDataset
  extends Omit<Dataset, 'recipe'>,
    Pick<OpenedPlace, 'source' | 'reason' | 'recipe' | 'leftOut' | 'leftOutCount' | 'aside'> {
  /** Where it is opened again: the place, or the dataset's folder among Kasane's own. */
  readonly folder: string;
  readonly name: string;
  /** Whether training and test images are the original MNIST's, byte for byte. */
  readonly original: boolean;
  /** MD5 of each part, as its IDX file has it. */
  readonly checksums: Readonly<Record<string, string>>;
}

/** Reading that took so long, in milliseconds, is not to be done again. */
const LONG = 1000;

export interface LoadOptions extends Pick<OpenOptions, 'progress' | 'signal' | 'bare'> {
  readonly options?: DataOptions;
  /** Milliseconds from which on images are kept. */
  readonly long?: number;
}

/** Throws a DatasetError or FileError of one line that names the file, the place and what was expected. */
export const loadDataset = (place: string, work: LoadOptions = {}): Promise<LoadedDataset> => load(place, work, false);

/** The training images alone, for work that is to have nothing to do with the test set; its files are not opened. */
export const loadTrainingSet = (place: string, work: LoadOptions = {}): Promise<LoadedDataset> => load(place, work, true);

/** Of the training images, as a search keeps them. */
export function trainingSums({
  checksums: { trainingImages = '', trainingLabels = '' },
}: Pick<LoadedDataset, 'checksums'>): Record<string, string> {
  return { trainingImages, trainingLabels };
}

export const loadTrainingSums = async (place: string): Promise<Record<string, string>> => trainingSums(await loadTrainingSet(place));

async function load(place: string, work: LoadOptions, trainingOnly: boolean): Promise<LoadedDataset> {
  const path = resolve(place);
  const { options = usualOptions, long = LONG, ...reading } = work;
  const read = { ...reading, trainingOnly };
  if (path === builtInDataset()) return loaded(path, 'MNIST', await openPlace(await recognisePlace([path], options), options, read));
  if (await isKept(path)) {
    const record = await readKept(path);
    return loaded(path, record.name, await openKept(path, record, read), record.classes);
  }
  const root = usualDatasetsFolder();
  const kept = await findKept(root, [path], options);
  const recognised = await recognisePlace([path], options);
  const isUnchanged = kept?.record.fingerprint === recognised.fingerprint;
  const isUsual = JSON.stringify(options) === JSON.stringify(usualOptions);
  // Where a choice was made, the record is what tells of it.
  const where = (folder: string) => (isUsual ? path : folder);
  if (kept && isUnchanged && kept.record.hasImages)
    return loaded(where(kept.folder), kept.record.name, await readKeptImages(kept.folder, kept.record, trainingOnly), kept.record.classes);
  const before = performance.now();
  const opened = await openPlace(recognised, options, { ...read, aside: kept?.record.aside?.keys });
  const took = performance.now() - before;
  const name = kept?.record.name ?? basename(path);
  const classes = kept?.record.classes.length === opened.training.classes.length ? kept.record.classes : undefined;
  let folder = kept?.folder ?? path;
  const isToBeKept = opened.training.count === 0 ? false : kept ? !isUnchanged : !isUsual || took > long || opened.aside !== null;
  // What was put aside is known however little was asked for.
  if (isToBeKept && (!trainingOnly || opened.aside !== null)) {
    const withImages = !isUsual || took > long;
    const keeping = keep(root, {
      ...{ name, options, opened, withImages, place: [path], fingerprint: recognised.fingerprint },
      classes: classes ?? named(opened).training.classes,
    });
    // What cannot be written is read again the next time.
    folder = await keeping.catch((error) => {
      if (error instanceof KasaneError && isUsual) return folder;
      throw error;
    });
    if (kept && folder !== kept.folder) await rm(kept.folder, { recursive: true, force: true });
  }
  return loaded(where(folder), name, opened, classes);
}

/** Of a dataset in Kasane's folder: its images as they were kept, or from where they were read. */
async function openKept(folder: string, record: KeptRecord, work: Reading): Promise<OpenedPlace> {
  if (record.hasImages) return readKeptImages(folder, record, work.trainingOnly);
  return openPlace(await recognisePlace(record.place, record.options), record.options, { ...work, aside: record.aside?.keys });
}

function loaded(folder: string, name: string, place: OpenedPlace, classes?: readonly string[]): LoadedDataset {
  const { training, validation, test, unlabelled, ...about } = named(place, classes);
  return {
    ...{ folder, training, validation, test, unlabelled },
    ...about,
    ...{ name: knownSet(about.checksums)?.name ?? name, original: isOriginal(about.checksums) },
  };
}

/** By the names that were given, or that are known of these images. */
export function named(place: OpenedPlace, given?: readonly string[]): OpenedPlace {
  const { classes } = place.training;
  const isNumbered = classes.join() === numbered(classes.length).join();
  const names = given ?? (isNumbered ? knownSet(place.checksums)?.classes : undefined);
  if (!names || names.length !== classes.length) return place;
  const by = (set: ImageSet) => new ImageSet(set.shape, names, set.pixels, set.labels);
  return { ...place, training: by(place.training), test: by(place.test), validation: place.validation && by(place.validation) };
}
