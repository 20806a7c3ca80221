/** Files of parameters on disk: read within limits, written once they were read again. */
import { basename } from 'node:path';
import type { Dataset } from '@shared/data/image-set';
import { type ImportedParameters, type ImportSources, importParameters } from '@shared/exchange/foreign/import-parameters';
import { type CheckedExport, type ExportedNetwork, exportChecked } from '@shared/exchange/networks/export-parameters';
import type { TeamFactory } from '@shared/training/team';
import { assertWritable, readBytes, writeBytes } from './whole-files';

/** Far beyond any network of digits that Kasane could train. */
const LARGEST = 512 * 2 ** 20;

/** Throws a FileError, ParametersError or SpecError with file, place and what was expected. */
export const readParameters = async (path: string, sources: ImportSources): Promise<ImportedParameters> =>
  importParameters(await readBytes(path, LARGEST), basename(path), sources);

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
