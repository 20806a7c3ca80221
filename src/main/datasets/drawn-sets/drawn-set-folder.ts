/** A set of drawings in a folder of its own: read when it is opened, then written picture by picture as it changes. */
import { mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { elementAt } from '@shared/at';
import type { SampleChange } from '@shared/contracts/drawn-sets';
import { DIGIT_SIDE } from '@shared/data/digits/normalise';
import { DatasetError } from '@shared/data/sources/dataset-error';
import {
  type DrawnSample,
  type DrawnSetFile,
  findDrawnSet,
  MOST_SAMPLES,
  parseDrawnSet,
  readSamples,
  SAMPLE_BYTES,
  SET_FILE,
  SET_VERSION,
} from '@shared/data/sources/drawn-set-file';
import type { LeftOut } from '@shared/data/sources/source';
import { ZIP_EPOCH } from '@shared/formats/zip';
import { KasaneError } from '@shared/kasane-error';
import { phrase } from '@shared/phrase';
import { encode } from 'fast-png';
import { zipSync } from 'fflate';
import { asFileName, exists, nameIt } from '../../files/folder-names';
import { fileError, readText, syncFolder, writeBytes, writeText } from '../../files/whole-files';
import { filesOf } from '../place-files';

export interface OpenSet {
  readonly folder: string;
  readonly file: DrawnSetFile;
  /** Class by class, in the order of their names within it. */
  readonly samples: readonly DrawnSample[];
  /** Pictures in it that cannot be read. */
  readonly leftOut: readonly LeftOut[];
}

/** A class as it is to be called; `from`: its place until now, null of a new one. */
export interface EditedClass {
  readonly from: number | null;
  readonly name: string;
}

/** Throws a FileError where it cannot be written. */
export async function createSet(root: string, name: string, classes: readonly string[]): Promise<OpenSet> {
  const half = join(root, `.${process.pid}-${Date.now()}`);
  const file: DrawnSetFile = { kasane: 'drawings', version: SET_VERSION, name, classes: withFolders(classes) };
  await makeFolder(half);
  await writeFile(half, file);
  const folder = await nameIt(half, join(root, asFileName(name) || 'set'));
  return { folder, file, samples: [], leftOut: [] };
}

/** Throws a DatasetError where there is no set, or a damaged one. */
export async function openSet(folder: string): Promise<OpenSet> {
  const { files } = await filesOf([folder]);
  const found = await findDrawnSet(files);
  // One that lies further below is somebody else's.
  if (found?.base !== '') throw new DatasetError(basename(folder), phrase`holds no set of drawings`);
  return { folder, file: found.file, ...(await readSamples(files, found)) };
}

/** What it is called and of which classes, without its drawings. Throws a FileError, or a DatasetError where it is damaged or newer. */
export async function readSetFile(folder: string): Promise<DrawnSetFile> {
  const file = parseDrawnSet(await readText(join(folder, SET_FILE)), `${basename(folder)}/${SET_FILE}`);
  if (!file) throw new DatasetError(basename(folder), phrase`holds no set of drawings`);
  return file;
}

/** Makes the changes in their order; gives the set as it is then, and the changes that take these back. */
export async function changeSamples(set: OpenSet, changes: readonly SampleChange[]): Promise<{ set: OpenSet; undo: SampleChange[] }> {
  const { folder, file } = set;
  const samples = new Map(set.samples.map((sample) => [sample.path, sample]));
  const undo: SampleChange[] = [];
  let number = Math.max(0, ...set.samples.map(({ path }) => Number(/\/(\d{6})\.png$/.exec(path)?.[1] ?? 0)));
  /** Where nothing lies yet, a picture that cannot be read neither; `as`: where it lay before. */
  const placeIn = async (label: number, as?: string) => {
    const place = file.classes[label]?.folder;
    if (place === undefined) throw new KasaneError(phrase`there is no class ${label} among ${file.classes.length}`, 'label');
    await makeFolder(join(folder, place));
    const isFree = async (path: string) => !(await exists(join(folder, path)));
    if (as !== undefined && as === `${place}/${basename(as)}` && (await isFree(as))) return as;
    for (;;) {
      number += 1;
      const path = `${place}/${String(number).padStart(6, '0')}.png`;
      if (await isFree(path)) return path;
    }
  };
  const known = (id: string) => {
    const sample = samples.get(id);
    if (!sample) throw new KasaneError(phrase`${id}: is no drawing of this set any more`, 'id');
    return sample;
  };
  for (const change of changes) {
    switch (change.kind) {
      case 'add': {
        if (change.image.length !== SAMPLE_BYTES) throw new KasaneError(phrase`${change.image.length} bytes are no drawing`, 'image');
        if (samples.size >= MOST_SAMPLES) throw new KasaneError(phrase`a set holds ${MOST_SAMPLES} drawings at most`, 'image');
        const path = await placeIn(change.label, change.as);
        const pixels = new Uint8Array(change.image);
        await writeBytes(join(folder, path), picture(pixels));
        samples.set(path, { path, label: change.label, pixels });
        undo.unshift({ kind: 'remove', id: path });
        break;
      }
      case 'move': {
        const before = known(change.id);
        const path = await placeIn(change.label, change.as);
        await onDisk(path, async () => {
          await rename(join(folder, before.path), join(folder, path));
          await syncFolder(dirname(join(folder, path)));
        });
        samples.delete(before.path);
        samples.set(path, { ...before, path, label: change.label });
        undo.unshift({ kind: 'move', id: path, label: before.label, as: before.path });
        break;
      }
      case 'remove': {
        const { path, label, pixels } = known(change.id);
        await onDisk(path, () => rm(join(folder, path)));
        samples.delete(path);
        undo.unshift({ kind: 'add', label, image: pixels, as: path });
        break;
      }
      default:
        change satisfies never;
    }
  }
  return { set: { ...set, samples: inOrder([...samples.values()]) }, undo };
}

const inOrder = (samples: readonly DrawnSample[]) =>
  samples.toSorted((a, b) => a.label - b.label || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));

/** Renames it and its classes, orders them anew, and adds some. Throws a KasaneError where one that has drawings would be gone. */
export async function editSet(set: OpenSet, name: string, classes: readonly EditedClass[]): Promise<OpenSet> {
  const before = set.file.classes;
  const places = classes.map(({ from }) => from);
  const lost = before.findIndex((_, label) => !places.includes(label) && set.samples.some((sample) => sample.label === label));
  if (lost >= 0) throw new KasaneError(phrase`${before[lost]?.name}: has drawings; move or delete them first`, 'classes');
  const kept = classes.map(({ from }) => (from === null ? null : elementAt(before, from).folder));
  const folders = withFolders(
    classes.map((each) => each.name),
    kept,
  );
  const file = { ...set.file, name, classes: folders };
  await writeFile(set.folder, file);
  const samples = set.samples.map((sample) => ({ ...sample, label: places.indexOf(sample.label) }));
  return { ...set, file, samples: inOrder(samples) };
}

/** A zip of it: the same in all but what its folders are called, after their classes. */
export function zipOfSet({ file, samples }: OpenSet): Uint8Array {
  const classes = withFolders(file.classes.map(({ name }) => name));
  const text = new TextEncoder().encode(jsonOf({ ...file, classes }));
  const pictures = samples.map(({ path, label, pixels }) => [`${elementAt(classes, label).folder}/${basename(path)}`, pixels] as const);
  const names = new Set<string>();
  const entries = pictures.map(([path, pixels]) => {
    let free: string = path;
    for (let number = 2; names.has(free); number++) free = path.replace(/(\.\w+)?$/, ` ${number}$1`);
    names.add(free);
    return [free, picture(pixels)] as const;
  });
  return zipSync({ [SET_FILE]: text, ...Object.fromEntries(entries) }, { mtime: ZIP_EPOCH, level: 6 });
}

/** A folder for each class that has none yet: called like it, as far as every system takes that. */
function withFolders(names: readonly string[], known: readonly (string | null)[] = []): DrawnSetFile['classes'] {
  // Systems differ in whether `A` and `a` are one folder.
  const taken = new Set(known.flatMap((folder) => folder?.toLowerCase() ?? []));
  return names.map((name, label) => {
    const before = known[label];
    if (before) return { name, folder: before };
    const wanted = asFileName(name) || 'class';
    let folder = wanted;
    for (let number = 2; taken.has(folder.toLowerCase()) || RESERVED.test(folder); number++) folder = `${wanted} ${number}`;
    taken.add(folder.toLowerCase());
    return { name, folder };
  });
}

/** Names of devices, which are no folders on Windows, and of what archivers leave behind. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d|__macosx|thumbs\.db|desktop\.ini)$/i;

const picture = (pixels: Uint8Array): Uint8Array<ArrayBuffer> =>
  new Uint8Array(encode({ width: DIGIT_SIDE, height: DIGIT_SIDE, channels: 1, depth: 8, data: pixels }));

const jsonOf = (file: DrawnSetFile) => `${JSON.stringify(file, null, 2)}\n`;

const writeFile = (folder: string, file: DrawnSetFile) => writeText(join(folder, SET_FILE), jsonOf(file));

const makeFolder = (folder: string) => onDisk(folder, async () => void (await mkdir(folder, { recursive: true })));

const onDisk = (path: string, work: () => Promise<void>) => work().catch((error) => Promise.reject(fileError(path, 'written', error)));
