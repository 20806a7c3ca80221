/** Files that grow by a line of JSON at a time. A process that is killed while it writes leaves a torn last line, which counts for nothing. */
import { open, readFile } from 'node:fs/promises';
import { mapSliced } from '../processes/run-sliced';
import { fileError, writeText } from './whole-files';

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

/** All whole lines that are what they should be: what a disk has damaged costs itself alone. There is nothing where no file is. */
export async function readLines<Line>(path: string, isLine: (content: unknown) => content is Line): Promise<Line[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const lines = text.split('\n');
  lines.pop(); // '' after a whole line's end, else the torn one
  const read = (line: string): Line[] => {
    try {
      const content: unknown = JSON.parse(line);
      return isLine(content) ? [content] : [];
    } catch {
      return [];
    }
  };
  return (await mapSliced(lines, read)).flat();
}

export const writeLines = async (path: string, lines: readonly unknown[]) =>
  writeText(path, (await mapSliced(lines, (line) => `${JSON.stringify(line)}\n`)).join(''));

const textOf = (lines: readonly unknown[]) => lines.map((line) => `${JSON.stringify(line)}\n`).join('');
