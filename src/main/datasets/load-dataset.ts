/**
 * Datasets by the place they lie in: a folder or file of people's own, or a dataset in Kasane's folder. Of a place that takes
 * long to read, or whose test part was put aside, a record is kept there, and found again by the place.
 */

import { basename, resolve } from 'node:path';
import { numbered } from '@shared/data/class-names';
import { type Dataset, ImageSet } from '@shared/data/image-set';
import { isOriginal, knownSet } from '@shared/data/originals';
import { type DataOptions, usualOptions } from '@shared/data/sources/options';
import type { Reading } from '@shared/data/sources/source';
import { KasaneError } from '@shared/kasane-error';
import { usualDatasetsFolder } from '../runs/location';
import { builtInDataset } from './built-in';
import { isKept, type KeptRecord, keep, keepInstead, keptOf, namesBy, readKept, readKeptImages } from './kept/kept-dataset';
import { type OpenedPlace, type OpenOptions, openPlace, recognisePlace } from './open-place';

export interface LoadedDataset
  extends Omit<Dataset, 'recipe'>,
    Pick<OpenedPlace, 'source' | 'reason' | 'choices' | 'choice' | 'recipe' | 'leftOut' | 'leftOutCount' | 'aside'> {
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
  const root = usualDatasetsFolder();
  const { options = usualOptions, long = LONG, ...reading } = work;
  const read = { ...reading, trainingOnly };
  if (path === builtInDataset()) return loaded(path, 'MNIST', await openPlace(await recognisePlace([path], options), options, read));
  if (await isKept(path, root)) {
    const record = await readKept(path);
    return loaded(path, record.name, await openKept(path, record, read), record);
  }
  const known = await keptOf(root, [path], options);
  const recognised = await recognisePlace([path], options);
  const unchanged = known.filter(({ record }) => record.fingerprint === recognised.fingerprint);
  const isUsual = JSON.stringify(options) === JSON.stringify(usualOptions);
  // Where a choice was made, the record is what tells of it.
  const where = (folder: string) => (isUsual ? path : folder);
  const whole = unchanged.find(({ record }) => record.hasImages);
  if (whole)
    return loaded(where(whole.folder), whole.record.name, await readKeptImages(whole.folder, whole.record, trainingOnly), whole.record);
  const [before = null] = unchanged.length > 0 ? unchanged : known;
  const start = performance.now();
  const opened = await openPlace(recognised, options, { ...read, aside: before?.record.aside?.keys });
  const took = performance.now() - start;
  const name = recognised.recognised.name ?? before?.record.name ?? basename(path);
  if (opened.training.count === 0) return loaded(path, name, opened);
  // Training images alone are not all there is.
  const withImages = !trainingOnly && (!isUsual || took > long);
  const isToBeKept = withImages || (unchanged.length === 0 && (!isUsual || opened.aside !== null));
  let folder = before?.folder ?? path;
  if (isToBeKept) {
    const { classes } = named(opened, before?.record).training;
    const keeping = { ...{ name, options, opened, classes, place: [path] }, fingerprint: recognised.fingerprint };
    // Images that are kept stay, for the runs that were trained on them.
    const isReplaced = before !== null && !before.record.hasImages && !withImages;
    // What cannot be written is read again the next time.
    folder = await (isReplaced ? keepInstead(before.folder, keeping) : keep(root, { ...keeping, withImages })).catch((error) => {
      if (error instanceof KasaneError && isUsual) return folder;
      throw error;
    });
  }
  return loaded(where(folder), name, opened, before?.record);
}

/** Of a dataset in Kasane's folder: its images as they were kept, or from where they were read. */
async function openKept(folder: string, record: KeptRecord, work: Reading): Promise<OpenedPlace> {
  if (record.hasImages) return readKeptImages(folder, record, work.trainingOnly);
  return openPlace(await recognisePlace(record.place, record.options), record.options, { ...work, aside: record.aside?.keys });
}

function loaded(folder: string, name: string, place: OpenedPlace, record?: KeptRecord): LoadedDataset {
  const { training, validation, test, unlabelled, ...about } = named(place, record);
  return {
    ...{ folder, training, validation, test, unlabelled },
    ...about,
    ...{ name: knownSet(about.checksums)?.name ?? name, original: isOriginal(about.checksums) },
  };
}

/** By the names that a record gives to the source's, or that are known of these images. */
export function named(place: OpenedPlace, record?: Pick<KeptRecord, 'found' | 'classes'>): OpenedPlace {
  const { classes } = place.training;
  const isNumbered = classes.join() === numbered(classes.length).join();
  const names = record ? namesBy(record, classes) : isNumbered ? knownSet(place.checksums)?.classes : undefined;
  if (!names || names.length !== classes.length || names.every((name, index) => name === classes[index])) return place;
  const by = (set: ImageSet) => new ImageSet(set.shape, names, set.pixels, set.labels);
  return { ...place, training: by(place.training), test: by(place.test), validation: place.validation && by(place.validation) };
}
