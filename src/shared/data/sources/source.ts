/**
 * A source of labelled images: what people have, recognised by its content and read into image sets. Sources are listed in
 * index.ts; nobody else switches over them. They only read: nothing in a file is run, and what it claims of its size is
 * checked before memory is given to it.
 */
import { type Phrase, phrase } from '../../phrase';
import type { ImageShape, UnlabelledImages } from '../image-set';
import type { Recipe } from '../recipe';
import { DatasetError } from './dataset-error';
import type { DataOptions } from './options';

/** A file of a place. What was packed by gzip comes unpacked, however often and under whatever name. */
export interface SourceFile {
  /** Below the place, with slashes; of a single file its name. */
  readonly path: string;
  /** Bytes as it lies there, perhaps packed. */
  readonly size: number;
  /** Its first bytes, `most` at most. */
  head(most?: number): Promise<Uint8Array>;
  /** All of it. Throws a DatasetError where that is more than `most` bytes. */
  bytes(most: number): Promise<Uint8Array>;
  /** All of it, a stretch at a time, for what need not be in memory at once. */
  stretches(): AsyncIterable<Uint8Array>;
}

/** Bytes of a file that are usually looked at to recognise it. */
export const HEAD = 2 ** 12;
/** Bytes of images and of files that are read into memory. */
export const MOST_BYTES = 2 ** 31 - 1;

export interface Source {
  readonly type: string;
  /** As people call it. */
  readonly label: string;
  /** Whether it reads pictures, which are no files for the others. */
  readonly readsPictures?: true;
  /** What it makes of the files of a place; null where they are none of its. Throws a DatasetError where they are, but damaged. */
  recognise(files: readonly SourceFile[], options: DataOptions): Promise<Recognised | null>;
}

export interface Recognised {
  /** What was found, and by what. */
  readonly reason: Phrase;
  /** What it calls itself; left out where it is called by its place. */
  readonly name?: string | undefined;
  /** The names of several datasets in one place, of which one is read. */
  readonly choices: readonly string[];
  /** Which of them. */
  readonly choice: string;
  /** Whether it has labelled images to test on. */
  readonly hasTest: boolean;
  /** Options that mean something here, beside those that always do. */
  readonly settings: readonly (keyof DataOptions)[];
  read(work: Reading): Promise<FoundDataset>;
}

export interface Reading {
  /** Training files alone, for work that is to have nothing to do with the test set. */
  readonly trainingOnly?: boolean | undefined;
  /** 0 … 1. */
  progress?(share: number): void;
  readonly signal?: AbortSignal | undefined;
}

export const partNames = ['training', 'validation', 'test', 'unlabelled'] as const;
export type PartName = (typeof partNames)[number];

/** Labelled images as a source found them: labels count classes as they are named. */
export interface FoundPart {
  readonly pixels: Uint8Array;
  readonly labels: Uint8Array;
}

/** What could not be used of many: it costs its own line, not the others. */
export interface LeftOut {
  /** A file, or a line of one. */
  readonly place: string;
  readonly reason: Phrase;
}

export interface FoundDataset {
  readonly shape: ImageShape;
  readonly classes: readonly string[];
  /** Null where there are only images without labels, which can be predicted. */
  readonly training: FoundPart | null;
  readonly validation?: FoundPart | undefined;
  readonly test?: FoundPart | undefined;
  readonly unlabelled?: UnlabelledImages | undefined;
  /** How a picture becomes such an image, where the source knows; else the images tell. */
  readonly recipe?: Recipe | undefined;
  readonly leftOut: readonly LeftOut[];
  /** How many were left out, of which `leftOut` may list the first alone. */
  readonly leftOutCount?: number | undefined;
}

/** As many as are listed of those left out. */
export const MOST_LEFT_OUT = 1000;

/**
 * The dataset that is meant: by its name, or by a word of it that no other has; the first where none is named. Throws a
 * DatasetError that lists those there are.
 */
export function chosenOf(choices: readonly string[], wanted: string): string | undefined {
  if (wanted === '' || choices.includes(wanted)) return wanted || choices[0];
  const words = (name: string) => name.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  const fitting = choices.filter((name) => words(name).includes(wanted.toLowerCase()));
  if (fitting.length === 1) return fitting[0];
  throw new DatasetError(
    'choice',
    choices.length > 1
      ? phrase`${wanted} is none of the datasets here; use ${choices.join(', ')}`
      : phrase`${wanted} is no dataset here; there is one alone, so leave it out`,
  );
}

/** The last part of a path. */
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** Which part of a dataset a name tells of; null where it tells of none. */
export function partNamed(name: string): PartName | null {
  if (/(^|[^a-z])(val|valid|validation|dev)([^a-z]|$)/i.test(name)) return 'validation';
  if (/(^|[^a-z])(test|testing|t10k)([^a-z]|$)/i.test(name)) return 'test';
  if (/(^|[^a-z])(unlabell?ed|unlabel|unsup)([^a-z]|$)/i.test(name)) return 'unlabelled';
  return /(^|[^a-z])(train|training)([^a-z]|$)/i.test(name) ? 'training' : null;
}
