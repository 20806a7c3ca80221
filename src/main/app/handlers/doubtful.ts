/** Labels that the user doubts, kept by the checksum of the file they stand in. */
import { rename } from 'node:fs/promises';
import { inTurn } from '@shared/in-turn';
import { parseJson } from '@shared/json';
import { z } from 'zod';
import { readTextIfThere, writeText } from '../../files/whole-files';

const schema = z.record(z.string(), z.array(z.int().min(0)));

export function createDoubtfulLabels(path: string) {
  let reading: Promise<Map<string, Set<number>>> | null = null;
  const perform = inTurn();

  /** A file that cannot be understood is put aside, not overwritten. Throws a FileError where it cannot be read. */
  async function read(): Promise<Map<string, Set<number>>> {
    const text = await readTextIfThere(path);
    if (text === null) return new Map();
    try {
      return new Map(Object.entries(schema.parse(parseJson(text))).map(([checksum, positions]) => [checksum, new Set(positions)]));
    } catch {
      await rename(path, `${path}.damaged`).catch(() => undefined);
      return new Map();
    }
  }

  const all = () => {
    reading ??= read().catch((error) => {
      reading = null; // tried again
      throw error;
    });
    return reading;
  };
  const everything = async () =>
    Object.fromEntries([...(await all())].map(([file, positions]) => [file, [...positions].toSorted((a, b) => a - b)]));
  const of = async (checksum: string) => [...((await all()).get(checksum) ?? [])].toSorted((a, b) => a - b);

  return {
    of,
    /** By the checksums of files. */
    all: everything,
    /** Gives all that are doubted in that file afterwards. */
    async mark(checksum: string, position: number, doubtful: boolean): Promise<number[]> {
      const known = await all();
      const positions = known.get(checksum) ?? new Set();
      if (doubtful) positions.add(position);
      else positions.delete(position);
      known.set(checksum, positions);
      const text = JSON.stringify(Object.fromEntries([...known].map(([file, found]) => [file, [...found]])));
      await perform(() => writeText(path, text));
      return of(checksum);
    },
  };
}
