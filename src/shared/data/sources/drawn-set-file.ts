/**
 * A set of drawings under classes of the user's own, as it lies in a folder or a zip: set.json, and beside it a folder of PNG
 * pictures for each class, which other programs read as they read any pictures in folders.
 */
import { z } from 'zod';
import { byteAt } from '../../at';
import { isRecord } from '../../is-record';
import { parseJson } from '../../json';
import { KasaneError } from '../../kasane-error';
import { phrase } from '../../phrase';
import { inkOf, type RgbaImage } from '../digits/ink';
import { DIGIT_SIDE, normalisePicture } from '../digits/normalise';
import { type ImageShape, MOST_CLASS_NAME } from '../image-set';
import { decodePicture, isPicture } from '../pictures/decode';
import { DatasetError } from './dataset-error';
import { reasonOf } from './picture-set';
import { LARGEST_PICTURE, PICTURE_START } from './pictures';
import { folderOf, type LeftOut, nameOf, type SourceFile } from './source';

export const SET_FILE = 'set.json';
export const SET_VERSION = 1;
export const [FEWEST_SET_CLASSES, MOST_SET_CLASSES, MOST_SET_NAME] = [2, 50, 80];
/** Far more than a hand draws; what stops a folder of pictures that was put there. */
export const MOST_SAMPLES = 10_000;

/** Of every sample: as MNIST's digits were made, ink 255 on paper 0. */
export const SAMPLE_SHAPE: ImageShape = [DIGIT_SIDE, DIGIT_SIDE, 1];
export const SAMPLE_BYTES = DIGIT_SIDE * DIGIT_SIDE;

export const setNameSchema = z.string().trim().min(1).max(MOST_SET_NAME);
export const classNameSchema = z.string().trim().min(1).max(MOST_CLASS_NAME);

export const drawnSetSchema = z.strictObject({
  /** What tells it from any other file of that name. */
  kasane: z.literal('drawings'),
  version: z.literal(SET_VERSION),
  name: setNameSchema,
  /** In the order in which labels count them. */
  classes: z
    .array(
      z.strictObject({
        name: classNameSchema,
        folder: z
          .string()
          .max(255)
          .regex(/^[^./\\][^/\\]*$/, 'the name of a folder'),
      }),
    )
    .min(FEWEST_SET_CLASSES)
    .max(MOST_SET_CLASSES)
    .refine(
      (classes) => isDistinct(classes.map(({ name }) => name)) && isDistinct(classes.map(({ folder }) => folder)),
      'need names and folders of their own',
    ),
});

export type DrawnSetFile = z.output<typeof drawnSetSchema>;

export const isDistinct = (names: readonly string[]) => new Set(names).size === names.length;

/** Bytes of set.json. */
const LARGEST = 2 ** 20;

export interface DrawnSample {
  /** Below the place, with slashes. */
  readonly path: string;
  readonly label: number;
  /** Bytes, `SAMPLE_BYTES` of them. */
  readonly pixels: Uint8Array;
}

export interface FoundSet {
  readonly file: DrawnSetFile;
  /** The folder around set.json, below the place; empty where it is the place. */
  readonly base: string;
}

/** The set that lies in a place; null where there is none. Throws a DatasetError where it is damaged or newer than this Kasane. */
export async function findDrawnSet(files: readonly SourceFile[]): Promise<FoundSet | null> {
  const [found] = files.filter(({ path }) => nameOf(path) === SET_FILE).toSorted((a, b) => a.path.length - b.path.length);
  if (!found || found.size > LARGEST) return null;
  const file = parseDrawnSet(new TextDecoder().decode(await found.bytes(LARGEST)), found.path);
  return file && { file, base: folderOf(found.path) };
}

/** Null of what is no such file. Throws a DatasetError where it is one, damaged or newer than this Kasane. */
export function parseDrawnSet(text: string, place: string): DrawnSetFile | null {
  const content = asJson(text);
  if (!isRecord(content) || content.kasane !== 'drawings') return null;
  if (typeof content.version === 'number' && content.version > SET_VERSION)
    throw new DatasetError(place, phrase`version ${content.version} was written by a newer Kasane than this one; update Kasane`);
  const parsed = drawnSetSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new DatasetError(place, phrase`${issue?.path.join('.') || 'content'}: ${issue?.message}; the file is damaged`);
}

function asJson(text: string): unknown {
  try {
    return parseJson(text, LARGEST);
  } catch {
    return null;
  }
}

interface SampleReading {
  progress?(share: number): void;
  readonly signal?: AbortSignal | undefined;
}

/** Its samples, class by class in the order of their names; pictures that cannot be read cost a line each. */
export async function readSamples(files: readonly SourceFile[], { file, base }: FoundSet, work: SampleReading = {}) {
  const labelOf = new Map(file.classes.map(({ folder }, label) => [base === '' ? folder : `${base}/${folder}`, label]));
  const own = files.flatMap((each) => {
    const label = labelOf.get(folderOf(each.path));
    return label === undefined ? [] : [{ file: each, label }];
  });
  if (own.length > MOST_SAMPLES) throw new DatasetError(file.name, phrase`${own.length} drawings; at most ${MOST_SAMPLES} are read`);
  const samples: DrawnSample[] = [];
  const stray = files.filter(({ path }) => /\.(png|jpe?g|webp|bmp|gif)$/i.test(path) && !labelOf.has(folderOf(path)));
  const leftOut: LeftOut[] = stray.map(({ path }) => ({ place: path, reason: phrase`lies in no folder of a class` }));
  for (const [index, { file: picture, label }] of own.toSorted((a, b) => a.label - b.label).entries()) {
    work.signal?.throwIfAborted();
    work.progress?.(index / own.length);
    const { path } = picture;
    try {
      if (!isPicture(await picture.head(PICTURE_START))) throw new DatasetError(path, phrase`is no picture`);
      samples.push({ path, label, pixels: await samplePixels(await picture.bytes(LARGEST_PICTURE), path) });
    } catch (error) {
      if (!(error instanceof KasaneError)) throw error;
      leftOut.push({ place: path, reason: reasonOf(error) });
    }
  }
  return { samples, leftOut };
}

/** Of a picture as it was kept; of any other its ink, as MNIST's makers would have brought it to this size. */
async function samplePixels(bytes: Uint8Array, name: string): Promise<Uint8Array> {
  const picture = await decodePicture(bytes, name);
  if (isSample(picture)) return Uint8Array.from({ length: SAMPLE_BYTES }, (_, pixel) => byteAt(picture.data, 4 * pixel));
  const ink = normalisePicture(inkOf(picture))?.pixels;
  if (!ink) throw new DatasetError(name, phrase`holds no ink`);
  return ink;
}

/** Grey and of the size of a sample. */
const isSample = ({ width, height, data }: RgbaImage) =>
  width === DIGIT_SIDE && height === DIGIT_SIDE && data.every((value, index) => index % 4 === 3 || value === data[index - (index % 4)]);
