/** JSON files of numbers: the CRC-32 of what they say stands in them as `crc32`, so that damage is not taken for figures. */
import { basename } from 'node:path';
import { crc32 } from '@shared/formats/crc32';
import { parseJson } from '@shared/json';
import { phrase } from '@shared/phrase';
import { FileError, readText, writeText } from './whole-files';

/** Of the compact JSON, whatever blanks the file has; numbers and the order of names are the same once they were read. */
export const sumOf = (content: object) =>
  crc32(new TextEncoder().encode(JSON.stringify(content)))
    .toString(16)
    .padStart(8, '0');

/** `indent`: 0 for all in one line. */
export const writeSealed = (path: string, content: object, indent = 1) =>
  writeText(path, `${JSON.stringify({ crc32: sumOf(JSON.parse(JSON.stringify(content))), ...content }, null, indent)}\n`);

/** A file that is not what its checksum says. */
export class DamagedFile extends FileError {
  override name = 'DamagedFile';
}

/** Of versions before there was a checksum as it is. Throws a FileError where there is none, a DamagedFile where it is damaged. */
/** `most`: values in it at most. */
export const readSealed = async (path: string, most: number): Promise<object> => unsealed(path, await readText(path), most);

/** What the text of such a file says. Throws a DamagedFile. */
export function unsealed(path: string, text: string, most?: number): object {
  const { crc32: wanted, ...content } = parsed(path, text, most);
  if (wanted !== undefined && wanted !== sumOf(content)) throw damaged(path);
  return content;
}

function parsed(path: string, text: string, most: number | undefined): { readonly crc32?: unknown } {
  try {
    return Object(parseJson(text, most));
  } catch {
    throw damaged(path);
  }
}

const damaged = (path: string) => new DamagedFile(phrase`${basename(path)}: the file is damaged`, path);
