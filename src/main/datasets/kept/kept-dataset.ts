/**
 * A dataset in Kasane's own folder: what it was read from and how, what its classes are called, which images were put aside for
 * testing, and, where reading it took long or a choice was made, its images as IDX files. Those are known by their checksums.
 */
import { mkdir, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { ImageSet, MOST_CLASS_NAME, MOST_CLASSES } from '@shared/data/image-set';
import { recipeNames } from '@shared/data/recipe';
import { DatasetError } from '@shared/data/sources/dataset-error';
import { imagesHead, parseImages, parseLabels, writeLabels } from '@shared/data/sources/idx-file';
import { type DataOptions, dataOptionsSchema } from '@shared/data/sources/options';
import { MOST_BYTES, MOST_LEFT_OUT } from '@shared/data/sources/source';
import { phrase } from '@shared/phrase';
import { phraseSchema } from '@shared/phrase-schema';
import { z } from 'zod';
import { asFileName, exists, folderNames, nameIt } from '../../files/folder-names';
import { readRecordFile } from '../../files/record-file';
import { fileError, readBytes, writeParts, writeText } from '../../files/whole-files';
import { imagesSum, labelsSum } from '../image-keys';
import type { OpenedPlace } from '../open-place';

export const KEPT_VERSION = 1;
export const KEPT_FILE = 'dataset.json';

const count = z.int().min(0);

const keptSchema = z.strictObject({
  version: z.literal(KEPT_VERSION),
  created: z.string(),
  /** What people call it. */
  name: z.string().min(1).max(200),
  /** The folder or files it was read from, absolute. */
  place: z.array(z.string().min(1)).min(1),
  options: dataOptionsSchema,
  /** Of the files as they were then. */
  fingerprint: z.string(),
  source: z.string(),
  reason: phraseSchema,
  shape: z.tuple([z.int(), z.int(), z.int()]),
  classes: z.array(z.string().min(1).max(MOST_CLASS_NAME)).min(2).max(MOST_CLASSES),
  /** What the source calls each of them. */
  found: z.array(z.string()).min(2).max(MOST_CLASSES),
  counts: z.strictObject({ training: count, validation: count, test: count, unlabelled: count }),
  /** What images without labels are called; null where they are numbered. */
  ids: z.array(z.string().max(200)).nullable(),
  /** MD5 of each part, as of IDX files. */
  checksums: z.record(z.string(), z.string()),
  aside: z.strictObject({ share: z.number(), seed: z.int(), keys: z.array(z.string()) }).nullable(),
  recipe: z.enum(recipeNames),
  leftOut: z.array(z.strictObject({ place: z.string(), reason: phraseSchema })).max(MOST_LEFT_OUT),
  leftOutCount: count,
  /** Whether its images are kept beside this. */
  hasImages: z.boolean(),
});

export type KeptRecord = z.output<typeof keptSchema>;

export async function readKept(folder: string): Promise<KeptRecord> {
  const { content } = await readRecordFile(join(folder, KEPT_FILE), {
    version: KEPT_VERSION,
    schema: keptSchema,
    migrations: {},
    refuse: (text, place) => new DatasetError(place, text),
  });
  return content;
}

/** Whether it is one of those in `root`: a file of that name elsewhere is no record of ours. */
export const isKept = async (folder: string, root: string): Promise<boolean> =>
  dirname(folder) === resolve(root) && (await exists(join(folder, KEPT_FILE)));

/** Every one in the folder of them; those that cannot be read are passed over. */
export async function listKept(root: string): Promise<{ readonly folder: string; readonly record: KeptRecord }[]> {
  const folders = (await folderNames(root)).map((name) => join(root, name));
  const records = await Promise.all(folders.map((folder) => readKept(folder).catch(() => null)));
  return folders.flatMap((folder, index) => {
    const record = records[index];
    return record ? [{ folder, record }] : [];
  });
}

export interface Kept {
  readonly folder: string;
  readonly record: KeptRecord;
}

/** Those read from the same place in the same way, the newest first. */
export async function keptOf(root: string, place: readonly string[], options: DataOptions): Promise<Kept[]> {
  const wanted = JSON.stringify([place, options]);
  return (await listKept(root))
    .filter(({ record }) => JSON.stringify([record.place, record.options]) === wanted)
    .toSorted((a, b) => (a.record.created < b.record.created ? 1 : -1));
}

/** The names that a record gives to classes as the source calls them; those that it does not know keep theirs. */
export function namesBy({ found, classes }: Pick<KeptRecord, 'found' | 'classes'>, names: readonly string[]): readonly string[] {
  const given = names.map((name) => classes[found.indexOf(name)] ?? name);
  return new Set(given).size === given.length ? given : names;
}

export interface Keeping {
  readonly name: string;
  readonly place: readonly string[];
  readonly options: DataOptions;
  readonly fingerprint: string;
  /** By the names of the source. */
  readonly opened: OpenedPlace;
  readonly classes: readonly string[];
  readonly withImages: boolean;
}

const partNames = ['training', 'validation', 'test', 'unlabelled'] as const;
const files = (part: string) => ({ images: `${part}-images.idx`, labels: `${part}-labels.idx` });

function recordOf({ name, place, options, fingerprint, opened, classes, withImages }: Keeping): KeptRecord {
  const { training, validation, test, unlabelled, ...about } = opened;
  return {
    version: KEPT_VERSION,
    created: new Date().toISOString(),
    ...{ name, options, fingerprint },
    place: [...place],
    source: about.source,
    reason: about.reason,
    shape: [...training.shape],
    classes: [...classes],
    found: [...training.classes],
    counts: { training: training.count, validation: validation?.count ?? 0, test: test.count, unlabelled: unlabelled?.count ?? 0 },
    ids: unlabelled?.ids ? [...unlabelled.ids] : null,
    checksums: { ...about.checksums },
    aside: about.aside && { ...about.aside, keys: [...about.aside.keys] },
    recipe: about.recipe,
    leftOut: about.leftOut.slice(0, MOST_LEFT_OUT).map(({ place: of, reason }) => ({ place: of, reason })),
    leftOutCount: about.leftOutCount,
    hasImages: withImages,
  };
}

/** Writes it whole before it gets its name; gives its folder. Throws a FileError where that cannot be written. */
export async function keep(root: string, keeping: Keeping): Promise<string> {
  const { name, opened, withImages } = keeping;
  const { training, validation, test, unlabelled, checksums } = opened;
  const record = recordOf(keeping);
  const half = join(root, `.${process.pid}-${Date.now()}`);
  await mkdir(half, { recursive: true }).catch((error) => Promise.reject(fileError(root, 'written', error)));
  try {
    if (withImages) {
      const parts = { training, validation, test, unlabelled };
      for (const part of partNames) {
        const images = parts[part];
        if (!images) continue;
        await writeParts(join(half, files(part).images), [imagesHead(images), images.pixels]);
        if (images instanceof ImageSet) await writeParts(join(half, files(part).labels), [writeLabels(images.labels)]);
      }
    }
    await writeText(join(half, KEPT_FILE), `${JSON.stringify(record)}\n`);
    return await nameIt(half, join(root, `${asFileName(name) || 'dataset'} ${(checksums.trainingImages ?? '').slice(0, 8)}`));
  } catch (error) {
    await rm(half, { recursive: true, force: true });
    throw error;
  }
}

/** In place of the record of a folder that holds no images: what it tells of has changed. Throws a FileError. */
export async function keepInstead(folder: string, keeping: Omit<Keeping, 'withImages'>): Promise<string> {
  await rewriteKept(folder, recordOf({ ...keeping, withImages: false }));
  return folder;
}

/** Takes what has changed of the record alone. */
export const rewriteKept = (folder: string, record: KeptRecord) => writeText(join(folder, KEPT_FILE), `${JSON.stringify(record)}\n`);

/** Its images, by the names of their source. Throws a DatasetError where they are not those that were kept. */
export async function readKeptImages(folder: string, record: KeptRecord, trainingOnly = false): Promise<OpenedPlace> {
  const { checksums, found: classes, counts } = record;
  const bytesOf = async (name: string) => ({ name, bytes: await readBytes(join(folder, name), MOST_BYTES + 64) });
  const labelled = async (part: 'training' | 'validation' | 'test'): Promise<ImageSet | undefined> => {
    if (counts[part] === 0 || (trainingOnly && part === 'test')) return undefined;
    const images = parseImages(await bytesOf(files(part).images));
    const set = new ImageSet(images.shape, classes, images.pixels, parseLabels(await bytesOf(files(part).labels), classes.length));
    if (imagesSum(set) !== checksums[`${part}Images`] || labelsSum(set) !== checksums[`${part}Labels`])
      throw new DatasetError(`${basename(folder)}/${files(part).images}`, phrase`is damaged; remove the dataset and open it anew`);
    return set;
  };
  const training = await labelled('training');
  if (!training) throw new DatasetError(basename(folder), phrase`holds no images to train on`);
  const { source, reason, leftOut, leftOutCount, recipe, aside } = record;
  return {
    ...{ choices: [], choice: '' },
    ...{ training, source, reason, leftOut, leftOutCount, recipe, aside, checksums },
    validation: await labelled('validation'),
    test: (await labelled('test')) ?? training.pick([]),
    unlabelled:
      counts.unlabelled > 0 && !trainingOnly
        ? { ...parseImages(await bytesOf(files('unlabelled').images)), ids: record.ids ?? undefined }
        : undefined,
  };
}
