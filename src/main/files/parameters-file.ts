/** Files of parameters on disk: read within limits, written once they were read again. */
import { basename, dirname, join } from 'node:path';
import { formatOf, type ImportedParameters, type ImportSources, importParameters } from '@shared/exchange/foreign/import-parameters';
import { type CheckedExports, type ExportedWithData, exportAllChecked } from '@shared/exchange/networks/export-parameters';
import type { TeamFactory } from '@shared/training/team';
import { assertWritable, readBytes, readBytesIfThere, writeBytes } from './whole-files';

/** Far beyond any network of digits that Kasane could train. */
const LARGEST = 512 * 2 ** 20;

/** Throws a FileError, ParametersError or SpecError with file, place and what was expected. */
export async function readParameters(path: string, sources: ImportSources): Promise<ImportedParameters> {
  const bytes = await readBytes(path, LARGEST);
  const file = basename(path);
  return importParameters(bytes, file, sources, await besideOf(path, formatOf(bytes, file).beside?.(bytes, file) ?? []));
}

/** Files that one names, from its own folder alone; those that are not there are left for its format to miss. */
async function besideOf(path: string, names: readonly string[]): Promise<Record<string, Uint8Array>> {
  const found = await Promise.all(
    names
      .filter((name) => name !== '' && basename(name) === name && !name.includes('\\') && name !== '..')
      .map(async (name) => [name, await readBytesIfThere(join(dirname(path), name), LARGEST)] as const),
  );
  return Object.fromEntries(found.flatMap(([name, bytes]) => (bytes ? [[name, bytes] as const] : [])));
}

/** Writes one network, or several where the format takes them, and tells how each does; nothing is written where any fails its check. */
export async function writeParameters(
  path: string,
  type: string,
  networks: readonly ExportedWithData[],
  createTeam: TeamFactory,
): Promise<Pick<CheckedExports, 'accuracies'>> {
  await assertWritable(path);
  const { bytes, ...checked } = exportAllChecked(type, networks, createTeam);
  await writeBytes(path, bytes);
  return checked;
}
