/**
 * Files that grow by a line of JSON at a time, read a block at a time, so that their size costs no memory. A process that is
 * killed while it writes leaves a torn last line, which counts for nothing. Each line ends with the CRC-32 of what stands before
 * in it, `{"n":1,"crc":"0a1b2c3d"}`: one that a disk has changed is damaged. Those of versions before have none and are read as
 * they are.
 */
import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { crc32 } from 'node:zlib';
import { phrase } from '@shared/phrase';
import { mapSliced } from '../processes/run-sliced';
import { FileError, fileError, openIfThere, writeText } from './whole-files';

const BLOCK = 2 ** 20;
/** A longer one is damage. */
const LONGEST_LINE = 2 ** 20;
/** What a disk damages is a sector; more is no file of lines, and may have any number of them. */
const MOST_DAMAGED = 10_000;
const LINE_END = 10;

/** What a file's lines are. */
export interface LineKind<Line> {
  is(content: unknown): content is Line;
  /** Characters; longer ones are not looked into. */
  readonly longest: number;
}

/** `sync` waits until the disk has them. Throws a FileError; none of them is in the file then. */
export async function appendLines(path: string, lines: readonly unknown[], sync: boolean): Promise<void> {
  const file = await open(path, 'a').catch((error) => Promise.reject(fileError(path, 'written', error)));
  try {
    const { size } = await file.stat();
    try {
      await file.appendFile(textOf(lines));
      if (sync) await file.datasync();
    } catch (error) {
      // What fitted of it would stand before the next attempt's lines.
      await file.truncate(size).catch(() => undefined);
      throw fileError(path, 'written', error);
    }
  } finally {
    await file.close();
  }
}

/**
 * All whole lines that are what they should be, block by block: what a disk has damaged costs itself alone. There is nothing
 * where no file is. `onDamage` hears of lines that are left out. Throws a FileError where it cannot be read, or most of it is
 * something else.
 */
export async function* lineBlocks<Line>(
  path: string,
  kind: LineKind<Line>,
  onDamage?: (lines: number) => void,
): AsyncGenerator<readonly Line[]> {
  const file = await openIfThere(path);
  if (!file) return;
  const count = damageCounter(path, onDamage);
  try {
    let rest: Buffer = Buffer.alloc(0);
    let inLongLine = false;
    for (let at = 0; ; ) {
      const block = await readAt(file, path, at, BLOCK);
      if (block.length === 0) return;
      at += block.length;
      const last = block.lastIndexOf(LINE_END);
      if (last < 0) {
        rest = Buffer.concat([rest, block]);
        if (rest.length <= LONGEST_LINE) continue;
        if (!inLongLine) count(1);
        [rest, inLongLine] = [Buffer.alloc(0), true];
        continue;
      }
      const from = inLongLine ? block.indexOf(LINE_END) + 1 : 0;
      const text = Buffer.concat([rest, block.subarray(from, last + 1)]).toString('utf8');
      [rest, inLongLine] = [Buffer.from(block.subarray(last + 1)), false];
      yield linesOf(text, kind, count);
    }
  } finally {
    await file.close();
  }
}

/** All of them at once, where there are no more than the memory holds. Throws as lineBlocks does. */
export async function readLines<Line>(path: string, kind: LineKind<Line>): Promise<Line[]> {
  const all: Line[] = [];
  for await (const lines of lineBlocks(path, kind)) for (const line of lines) all.push(line);
  return all;
}

export interface Cut<Line> {
  /** Up to where the file stays as it is. */
  readonly end: number;
  /** The last line before that; null where there is none. */
  readonly last: Line | null;
  /** The lines after it, in order. */
  readonly after: readonly Line[];
  /** Of the file. */
  readonly size: number;
}

/**
 * The newest line that `isLast` says of, read from the end: how far it lies behind is what it costs. Of the lines after it
 * those that `keeps` are given. Throws a FileError.
 */
export async function cutBehind<Line>(
  path: string,
  kind: LineKind<Line>,
  isLast: (line: Line) => boolean,
  keeps: (line: Line) => boolean,
): Promise<Cut<Line>> {
  const file = await openIfThere(path);
  if (!file) return { end: 0, last: null, after: [], size: 0 };
  const count = damageCounter(path);
  try {
    const { size } = await file.stat();
    const after: Line[] = [];
    /** The end of a line that begins before what has been read; null until the end of the last whole line is. */
    let tail: Buffer | null = null;
    for (let start = size; start > 0; ) {
      const from = Math.max(0, start - BLOCK);
      const block = await readAt(file, path, from, start - from);
      const bytes: Buffer = tail ? Buffer.concat([block, tail]) : block.subarray(0, block.lastIndexOf(LINE_END) + 1);
      const first = from === 0 ? 0 : bytes.indexOf(LINE_END) + 1;
      for (let end = bytes.length; end > first; ) {
        const begin = end < 2 ? 0 : bytes.lastIndexOf(LINE_END, end - 2) + 1;
        const [line] = linesOf(bytes.toString('utf8', begin, end), kind, count);
        if (line !== undefined && isLast(line)) return { end: from + end, last: line, after: after.toReversed(), size };
        if (line !== undefined && keeps(line)) after.push(line);
        end = begin;
      }
      // Of a line that is too long its end is enough to count it.
      if (bytes.length > 0) tail = bytes.subarray(first > LONGEST_LINE ? first - 1 : 0, first);
      start = from;
    }
    return { end: 0, last: null, after: after.toReversed(), size };
  } finally {
    await file.close();
  }
}

/** Of text that ends with a line's end. */
function linesOf<Line>(text: string, { is, longest }: LineKind<Line>, count: (damaged: number) => void): Line[] {
  const lines: Line[] = [];
  for (const line of text.slice(0, -1).split('\n')) {
    const content = parsed(line, longest);
    if (is(content)) lines.push(content);
    else count(1);
  }
  return lines;
}

/** What stands before the checksum, and how long it is with all that follows. */
const MARK = ',"crc":"';
const SEAL_LENGTH = MARK.length + 8 + '"}'.length;

/** Of anything but an object without a field. */
function sealed(line: unknown): string {
  const text = JSON.stringify(line).slice(0, -1);
  return `${text}${MARK}${crc32(text).toString(16).padStart(8, '0')}"}`;
}

function parsed(line: string, longest: number): unknown {
  if (!line.startsWith('{') || line.length > longest) return null; // a failure to parse costs a hundred times that
  const end = line.length - SEAL_LENGTH;
  const isSealed = line.startsWith(MARK, end);
  if (isSealed && crc32(line.slice(0, end)) !== Number.parseInt(line.slice(end + MARK.length), 16)) return null;
  try {
    return JSON.parse(isSealed ? `${line.slice(0, end)}}` : line);
  } catch {
    return null;
  }
}

function damageCounter(path: string, onDamage?: (lines: number) => void): (damaged: number) => void {
  let all = 0;
  return (damaged) => {
    all += damaged;
    onDamage?.(damaged);
    if (all > MOST_DAMAGED)
      throw new FileError(phrase`${basename(path)}: more than ${MOST_DAMAGED} of its lines cannot be read; the file is damaged`, path);
  };
}

async function readAt(file: FileHandle, path: string, at: number, length: number): Promise<Buffer> {
  try {
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, at);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    throw fileError(path, 'read', error);
  }
}

export const writeLines = async (path: string, lines: readonly unknown[]) =>
  writeText(path, (await mapSliced(lines, (line) => `${sealed(line)}\n`)).join(''));

export const textOf = (lines: readonly unknown[]) => lines.map((line) => `${sealed(line)}\n`).join('');
