/** What is put on a run that nobody trains. */
import { type InTurn, inTurn } from '@shared/in-turn';
import type { RunLabel } from '@shared/spec/run-label';
import { readOutcome } from './outcome';
import { type RunRecord, readRecord, writeRecord } from './record';

/** Of each folder, for a record is read, changed and written again. */
const turns = new Map<string, InTurn>();

function update(folder: string, change: Partial<RunRecord>): Promise<void> {
  const perform = turns.get(folder) ?? inTurn();
  turns.set(folder, perform);
  return perform(async () => writeRecord(folder, { ...(await readRecord(folder)), ...change, updated: new Date().toISOString() }));
}

export const labelRun = (folder: string, label: RunLabel) => update(folder, { label });

/** One that was interrupted and is not to be resumed for now; it can be still. */
export async function markStopped(folder: string): Promise<void> {
  const { spec, outcome } = await readRecord(folder);
  const came = (await readOutcome(folder, spec)) ?? outcome;
  await update(folder, { status: { phase: 'finished', reason: 'stopped' }, outcome: came });
}
