/** The files of a place: a folder with all below it, a zip with all in it, one file or several. */
import { createHash } from 'node:crypto';
import { createReadStream, type Dirent } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { DatasetError } from '@shared/data/sources/dataset-error';
import { zipTrouble } from '@shared/data/sources/npz';
import { HEAD, MOST_BYTES, type SourceFile } from '@shared/data/sources/source';
import { ZipError, type ZippedFile, zipNames, zippedFiles } from '@shared/formats/zip';
import { phrase } from '@shared/phrase';
import { readBytes } from '../files/whole-files';
import { unpacked, unpackedHead, unpackedStretches } from './gzip';

/** Files of a place; more are no data set that could be read. */
const MOST_FILES = 1_000_000;
/** Folders within folders. */
const DEEPEST = 8;
/** Bytes of each file that stay in memory, enough to tell pictures from others. */
const START = 64;
/** Files opened at once. */
const AT_ONCE = 16;
/** What systems and archivers leave behind. */
const isLitter = (name: string) => name.startsWith('.') || name === '__MACOSX' || name === 'Thumbs.db' || name === 'desktop.ini';

export interface PlaceFiles {
  readonly files: readonly SourceFile[];
  /** Where single files of a folder were given: that folder. */
  readonly folder: string;
  /** The same while nothing in it was changed. */
  readonly fingerprint: string;
}

/** Throws a DatasetError where there is no such place. */
export async function filesOf(paths: readonly string[]): Promise<PlaceFiles> {
  const [first] = paths;
  if (first === undefined) throw new DatasetError('', phrase`nothing was given; open a folder or a file`);
  const found = await stat(first).catch((error: NodeJS.ErrnoException) => {
    throw new DatasetError(first, error.code === 'ENOENT' ? phrase`there is no such folder or file` : error.message);
  });
  if (paths.length === 1 && found.isDirectory()) return ofDisk(first, await below(first, first, 0));
  if (paths.length === 1) {
    const zipped = await zipAt(first);
    if (zipped)
      return { files: zipped, folder: dirname(first), fingerprint: fingerprintOf([[basename(first), found.size, found.mtimeMs]]) };
  }
  const root = dirname(first);
  const entries: Entry[] = [];
  for (const path of paths) {
    const isFolder = await stat(path).then(
      (each) => each.isDirectory(),
      () => false,
    );
    entries.push(...(isFolder ? await below(root, path, 0) : [await entryOf(root, path)]));
  }
  return ofDisk(root, entries);
}

/** The files with those in zips that lie among them, each zip in place of a folder; null where there is none. */
export async function withZips({ files, folder, fingerprint }: PlaceFiles): Promise<PlaceFiles | null> {
  const found: SourceFile[] = [];
  for (const file of files) {
    const zipped = /\.zip$/i.test(file.path) ? await zipAt(join(folder, file.path)) : null;
    const around = file.path.replace(/\.zip$/i, '');
    found.push(...(zipped?.map((each) => ({ ...each, path: `${around}/${each.path}` })) ?? [file]));
  }
  return found.length === files.length && found.every((file, index) => file === files[index])
    ? null
    : { files: found, folder, fingerprint };
}

interface Entry {
  readonly path: string;
  readonly full: string;
  readonly size: number;
  readonly changed: number;
}

async function entryOf(root: string, full: string): Promise<Entry> {
  const { size, mtimeMs } = await stat(full).catch((error: Error) => {
    throw new DatasetError(full, error.message);
  });
  return { path: relative(root, full).split(sep).join('/'), full, size, changed: mtimeMs };
}

async function below(root: string, folder: string, depth: number): Promise<Entry[]> {
  const found: Entry[] = [];
  const entries = (await readdir(folder, { withFileTypes: true }))
    .filter(({ name }) => !isLitter(name))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const isFolder = async (entry: Dirent) =>
    entry.isDirectory() || (entry.isSymbolicLink() && ((await stat(join(folder, entry.name)).catch(() => null))?.isDirectory() ?? false));
  const folders: string[] = [];
  const files: string[] = [];
  for (const entry of entries) ((await isFolder(entry)) ? folders : files).push(join(folder, entry.name));
  for (let at = 0; at < files.length; at += AT_ONCE) {
    const some = files
      .slice(at, at + AT_ONCE)
      .map(async (full) => ((await stat(full).catch(() => null))?.isFile() ? entryOf(root, full) : null));
    found.push(...(await Promise.all(some)).filter((each) => each !== null));
  }
  for (const inner of folders) {
    if (depth < DEEPEST) found.push(...(await below(root, inner, depth + 1)));
    if (found.length > MOST_FILES)
      throw new DatasetError(root, phrase`holds more than ${MOST_FILES} files; open the folder that the images are in`);
  }
  return found;
}

async function ofDisk(folder: string, entries: readonly Entry[]): Promise<PlaceFiles> {
  const files: SourceFile[] = [];
  for (let at = 0; at < entries.length; at += AT_ONCE) files.push(...(await Promise.all(entries.slice(at, at + AT_ONCE).map(onDisk))));
  return { files, folder, fingerprint: fingerprintOf(entries.map(({ path, size, changed }) => [path, size, changed])) };
}

const fingerprintOf = (entries: readonly (readonly [string, number, number])[]) =>
  createHash('sha256').update(JSON.stringify(entries)).digest('hex').slice(0, 32);

async function onDisk({ path, full, size }: Entry): Promise<SourceFile> {
  const first = async (most: number) => {
    const file = await open(full);
    try {
      // Of what is packed more must be read than comes of it at first: headers, and perhaps several layers.
      const bytes = Buffer.alloc(Math.min(size, Math.max(most, HEAD)));
      const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
      return unpackedHead(path, bytes.subarray(0, bytesRead), most);
    } finally {
      await file.close();
    }
  };
  // Damage is told where the file is read; it is no other kind of file for that.
  const start = new Uint8Array(await first(START).catch(() => new Uint8Array()));
  return {
    path,
    size,
    head: async (most = HEAD) => (most <= START ? start.subarray(0, most) : first(most)),
    bytes: async (most) => unpacked(path, await readBytes(full, MOST_BYTES), most),
    stretches: () => unpackedStretches(path, createReadStream(full, { highWaterMark: 2 ** 20 })),
  };
}

/** Null where the file is no zip, or one that is read as a whole, such as .npz. */
async function zipAt(path: string): Promise<readonly SourceFile[] | null> {
  const file = await open(path);
  const mark = Buffer.alloc(4);
  await file.read(mark, 0, 4, 0).finally(() => file.close());
  if (mark.toString('latin1') !== 'PK\x03\x04' && mark.toString('latin1') !== 'PK\x05\x06') return null;
  const bytes = await readBytes(path, MOST_BYTES);
  const names = zipNames(bytes);
  if (names.length > 0 && names.every((name) => name.endsWith('.npy') || name.endsWith('.json'))) return null;
  try {
    return zippedFiles(bytes, { total: 2 * MOST_BYTES, entry: MOST_BYTES, entries: MOST_FILES })
      .filter(({ name }) => !name.split('/').some(isLitter))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .map(inZip);
  } catch (error) {
    if (error instanceof ZipError) throw new DatasetError(basename(path), zipTrouble(error));
    throw error;
  }
}

function inZip({ name, size, content, start: beginning, stretches }: ZippedFile): SourceFile {
  const inWords = (error: unknown) => (error instanceof ZipError ? new DatasetError(name, zipTrouble(error)) : error);
  const raw = (unpack: () => Uint8Array) => {
    try {
      return unpack();
    } catch (error) {
      throw inWords(error);
    }
  };
  async function* parts() {
    try {
      yield* stretches();
    } catch (error) {
      throw inWords(error);
    }
  }
  const bytes = async (most: number) => {
    if (size > most) throw new DatasetError(name, phrase`unpacks to ${size} bytes; at most ${most} are read`);
    return unpacked(name, raw(content), most);
  };
  let start: Uint8Array | null = null;
  return {
    path: name,
    size,
    async head(most = HEAD) {
      if (start === null || most > START) {
        const head = unpackedHead(
          name,
          raw(() => beginning(Math.max(most, HEAD))),
          most,
        );
        start ??= new Uint8Array(head.subarray(0, START));
        return head;
      }
      return start.subarray(0, most);
    },
    bytes,
    stretches: () => unpackedStretches(name, parts()),
  };
}
