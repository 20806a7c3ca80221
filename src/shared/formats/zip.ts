/** Zip files from elsewhere, unpacked within limits: what a file claims of itself is checked before memory is given to it. */
import { type Unzipped, unzipSync } from 'fflate';
import { phrase } from '../phrase';
import { ParametersError } from './parameters-error';

/** Beyond any run or network of digits; what stops a file that unpacks without end. */
export const LARGEST_ENTRY = 512 * 2 ** 20;
export const LARGEST_UNPACKED = 2 ** 30;

/** The earliest day that a zip can name, so that the same content gives the same bytes. */
export const ZIP_EPOCH = new Date('1980-01-01T00:00:00');

export type ZipTrouble = 'damaged' | 'too large' | 'named twice';

/** A zip that is not unpacked. Whoever opened it says so in its own words. */
export class ZipError extends Error {
  override name = 'ZipError';
  constructor(
    readonly trouble: ZipTrouble,
    /** The entry at fault; empty where it is the whole. */
    readonly entry: string,
  ) {
    super(`${entry || 'the file'}: ${trouble}`);
  }
}

/** The entries that are wanted, by name. Throws a ZipError. */
export function unpackZip(bytes: Uint8Array, isWanted: (name: string) => boolean): Unzipped {
  let total = 0;
  const seen = new Set<string>();
  try {
    return unzipSync(bytes, {
      filter({ name, originalSize }) {
        if (seen.has(name)) throw new ZipError('named twice', name);
        seen.add(name);
        total += originalSize;
        if (originalSize > LARGEST_ENTRY || total > LARGEST_UNPACKED) throw new ZipError('too large', name);
        return isWanted(name);
      },
    });
  } catch (error) {
    throw error instanceof ZipError ? error : new ZipError('damaged', '');
  }
}

/** Names of all entries; none where it is no zip. */
export function zipNames(bytes: Uint8Array): string[] {
  const names: string[] = [];
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return names;
  try {
    unzipSync(bytes, {
      filter({ name }) {
        names.push(name);
        return false;
      },
    });
  } catch {
    return [];
  }
  return names;
}

/** The same for files of parameters. Throws a ParametersError with what to do. */
export function unpackEntries(bytes: Uint8Array, file: string, isWanted: (name: string) => boolean): Unzipped {
  try {
    return unpackZip(bytes, isWanted);
  } catch (error) {
    if (!(error instanceof ZipError)) throw error;
    const place = error.entry ? `${file}: ${error.entry}` : file;
    switch (error.trouble) {
      case 'damaged':
        throw new ParametersError(place, phrase`is damaged, or no zip file`);
      case 'too large':
        throw new ParametersError(place, phrase`unpacks to more than ${LARGEST_UNPACKED} bytes, which no network of digits needs`);
      case 'named twice':
        throw new ParametersError(place, phrase`stands there twice; leave one out`);
      default:
        return error.trouble satisfies never;
    }
  }
}
