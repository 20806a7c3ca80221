/** Reading and writing whole files, so that a failure costs nothing: writes replace a file at once or not at all. */

import { rmSync, type Stats } from 'node:fs';
import { access, constants, type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { KasaneError } from '@shared/kasane-error';
import { type Phrase, phrase } from '@shared/phrase';

/** Beyond any record, and soon read. */
const LARGEST_TEXT = 16 * 2 ** 20;

/** Of tensors; far beyond what there is memory to train. */
export const LARGEST_TENSORS = 2 ** 32 - 1;

/** A file that cannot be read or written. */
export class FileError extends KasaneError {
  override name = 'FileError';
}

export const readText = async (path: string, largest = LARGEST_TEXT) => (await readBytes(path, largest)).toString('utf8');
export const readTextIfThere = async (path: string, largest = LARGEST_TEXT) =>
  (await readBytesIfThere(path, largest))?.toString('utf8') ?? null;

/** Whole, unless it is larger than that, which costs nothing but a look at its size. */
export async function readBytes(path: string, largest: number): Promise<Buffer> {
  const bytes = await readBytesIfThere(path, largest);
  if (bytes === null) throw fileError(path, 'read', missing);
  return bytes;
}

/** The same; null where there is no such file, and only there. */
export async function readBytesIfThere(path: string, largest: number): Promise<Buffer | null> {
  const file = await openIfThere(path);
  if (!file) return null;
  try {
    const { size } = await file.stat();
    if (size > largest) throw tooLarge(path, size, largest);
    // Its size may claim less than comes, as of what the system makes up while it is read.
    const parts: Buffer[] = [];
    for (let read = 0; ; ) {
      const part = Buffer.allocUnsafe(Math.max(size - read, 2 ** 16));
      const { bytesRead } = await file.read(part, 0, part.length, null);
      read += bytesRead;
      if (read > largest) throw tooLarge(path, read, largest);
      if (bytesRead > 0) parts.push(part.subarray(0, bytesRead));
      if (bytesRead === 0) return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
    }
  } catch (error) {
    throw error instanceof FileError ? error : fileError(path, 'read', error);
  } finally {
    await file.close();
  }
}

const tooLarge = (path: string, size: number, largest: number) =>
  new FileError(phrase`${basename(path)}: ${size} bytes are too many; at most ${largest} are read`, path);

/** Devices never end, and pipes keep whoever opens them waiting. */
const WITHOUT_WAITING = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** A regular file, open for reading; null where there is none of that name. Throws a FileError. */
export async function openIfThere(path: string): Promise<FileHandle | null> {
  let file: FileHandle;
  try {
    file = await open(path, WITHOUT_WAITING);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === missing.code) return null;
    throw fileError(path, 'read', error);
  }
  const found = await file.stat().catch(() => null);
  if (found?.isFile()) return file;
  await file.close();
  throw new FileError(phrase`${path}: cannot be read; ${found?.isDirectory() ? isFolder : phrase`it is no regular file`}`, path);
}

const missing = Object.assign(new Error(), { code: 'ENOENT' });

let written = 0;
/** Half files; those that a process would leave when it ends are removed. */
const unfinished = new Set<string>();
process.once('exit', () => {
  for (const path of unfinished) rmSync(path, { force: true });
});
/** The last write of each file that is not over. */
const underway = new Map<string, Promise<void>>();

/** Parts are made as they are written, for they may be more than the memory holds. */
type Content = string | Uint8Array | Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/** One write of a file at a time, in the order in which they were asked for. Throws a FileError. */
function write(path: string, content: Content): Promise<void> {
  const before = underway.get(path)?.catch(() => undefined);
  const work = Promise.resolve(before)
    .then(() => replace(path, content))
    .finally(() => underway.get(path) === work && underway.delete(path));
  underway.set(path, work);
  return work;
}

/**
 * Written beside, synced, renamed over: whoever looks sees the old file or the new one, whole. (write-file-atomic asks the
 * system once and takes a part for the whole, as it comes back from a disk that is nearly full.)
 */
async function replace(path: string, content: Content): Promise<void> {
  const place = await realpath(path).catch(() => path);
  const beside = `${place}.${process.pid}-${++written}.new`;
  unfinished.add(beside);
  try {
    const before = await stat(place).catch(() => null);
    const file = await open(beside, 'w');
    try {
      if (before) await takeAfter(file, before);
      await writeTo(file, content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, place);
    await syncFolder(dirname(place));
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw fileError(path, 'written', error);
  } finally {
    unfinished.delete(beside);
  }
}

async function writeTo(file: FileHandle, content: Content): Promise<void> {
  if (typeof content === 'string' || content instanceof Uint8Array) return file.writeFile(content);
  for await (const part of content) await file.writeFile(part); // each behind the one before
}

/** Else the name may still lead to the file before after the power failed. Windows opens no folders, and needs no telling. */
export async function syncFolder(folder: string): Promise<void> {
  const opened = await open(folder, 'r').catch(() => null);
  await opened?.sync().catch(() => undefined); // some file systems cannot
  await opened?.close();
}

/** A file that takes another's place belongs to whom that did, as far as this user may give it away. */
async function takeAfter(file: FileHandle, { mode, uid, gid }: Stats): Promise<void> {
  await file.chown(uid, gid).catch(() => undefined);
  await file.chmod(mode & 0o7777);
}

export const writeText = (path: string, text: string) => write(path, text);

export const writeParts = (path: string, parts: Iterable<Uint8Array> | AsyncIterable<Uint8Array>) => write(path, parts);

export const writeBytes = (path: string, bytes: Uint8Array) => write(path, bytes);

/** Throws a FileError. */
export async function truncateFile(path: string, size: number): Promise<void> {
  try {
    const file = await open(path, 'r+');
    try {
      await file.truncate(size);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    throw fileError(path, 'written', error);
  }
}

/** Throws a FileError where `path` cannot become a file, for want of a folder or of permission. */
export async function assertWritable(path: string): Promise<void> {
  const folder = dirname(resolve(path));
  await access(folder, constants.W_OK).catch((error) => Promise.reject(fileError(path, 'written', error)));
  if (!(await stat(folder)).isDirectory()) throw new FileError(phrase`${path}: cannot be written; ${folder} is no folder`, path);
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory()) throw new FileError(phrase`${path}: cannot be written; ${isFolder}`, path);
}

const isFolder = phrase`it is a folder`;

const reasons: Record<string, Phrase> = {
  ENOENT: phrase`there is no such file or folder`,
  EISDIR: isFolder,
  EACCES: phrase`there is no permission`,
  EROFS: phrase`the disk is read-only`,
  ENOSPC: phrase`the disk is full`,
  EMFILE: phrase`too many files are open; allow more of them (ulimit -n)`,
  ENAMETOOLONG: phrase`its name is too long`,
};

/** What the system says of a file, in words. */
export function fileError(path: string, what: 'read' | 'written', error: unknown): FileError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = reasons[code] ?? (error instanceof Error ? error.message : String(error));
  return new FileError(what === 'read' ? phrase`${path}: cannot be read; ${reason}` : phrase`${path}: cannot be written; ${reason}`, path);
}
