/** Files of parameters on disk: read within limits, written once they were read again. */
import { basename, dirname, join } from 'node:path';
import type { Dataset } from '@shared/data/image-set';
import { formatOf, type ImportedParameters, type ImportSources, importParameters } from '@shared/exchange/foreign/import-parameters';
import { type CheckedExport, type ExportedNetwork, exportChecked, pageChecked } from '@shared/exchange/networks/export-parameters';
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

/** Throws a FileError or ParametersError; what was at `path` before is then still there. */
export async function writeParameters(
  path: string,
  type: string,
  exported: ExportedNetwork,
  dataset: Dataset,
  createTeam: TeamFactory,
): Promise<Omit<CheckedExport, 'bytes'>> {
  await assertWritable(path);
  const { bytes, ...checked } = exportChecked(type, exported, dataset, createTeam);
  await writeBytes(path, bytes);
  return checked;
}

/** The same of several networks in one web page. */
export async function writePage(
  path: string,
  type: string,
  networks: readonly ExportedNetwork[],
  dataset: Dataset,
  createTeam: TeamFactory,
): Promise<Omit<ReturnType<typeof pageChecked>, 'bytes'>> {
  await assertWritable(path);
  const { bytes, ...checked } = pageChecked(type, networks, dataset, createTeam);
  await writeBytes(path, bytes);
  return checked;
}
