/** What an imported run is told beside the images at hand. */
import type { ImportedRun } from '@shared/contracts/processes';
import type { TeamFactory } from '@shared/training/team';
import type { LoadedDataset } from '../datasets/load-dataset';
import { checkClaim } from './check-claim';
import { readRecord, writeRecord } from './record';
import { isSameData } from './reproduce';

export type Settled = Pick<ImportedRun, 'sameData' | 'claim'>;

/** `dataset`: null where it cannot be read. Where the run was trained on others, it is not said to be of that folder. */
export async function settleImport(folder: string, dataset: LoadedDataset | null, createTeam: TeamFactory): Promise<Settled> {
  const record = await readRecord(folder);
  const sameData = dataset && isSameData(record.dataset.checksums, dataset.checksums);
  if (sameData === false) await writeRecord(folder, { ...record, dataset: { ...record.dataset, folder: '' } });
  return { sameData, claim: dataset && (await checkClaim(folder, dataset, createTeam)) };
}
