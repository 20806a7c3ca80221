/** The checkpoints of a run, `checkpoints/00001234.safetensors`, and the parameters it ended with. */

import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isSealed, parseSafetensors, serializeSafetensors } from '@shared/formats/safetensors';
import type { NamedTensor } from '@shared/nn/parameter';
import { phrase } from '@shared/phrase';
import type { Checkpoint } from '@shared/training/checkpoint';
import { assertKnownFormat, parseCheckpoint, serializeCheckpoint } from '@shared/training/checkpoint-file';
import { fileError, LARGEST_TENSORS, readBytes, readBytesIfThere, writeBytes } from '../files/whole-files';
import { RunFolderError } from './record';
import { type Wholeness, wholenessOf } from './whole-tensors';

const FOLDER = 'checkpoints';
const FINAL = 'parameters.safetensors';
const FINAL_FORMAT = 'kasane-parameters-1';
const ENDING = '.safetensors';
const DIGITS = 8;
/** One to go on from, and the one before in case the disk damages it. */
const KEPT = 2;

/** Throws a FileError. */
export async function createCheckpointFolder(run: string): Promise<void> {
  const folder = join(run, FOLDER);
  await mkdir(folder, { recursive: true }).catch((error) => Promise.reject(fileError(folder, 'written', error)));
}

/** Writes a checkpoint and removes those too many, and what a process that was killed while writing has left. */
export async function writeCheckpoint(run: string, checkpoint: Checkpoint): Promise<void> {
  await writeBytes(join(run, FOLDER, `${String(checkpoint.iteration).padStart(DIGITS, '0')}${ENDING}`), serializeCheckpoint(checkpoint));
  const kept = (await checkpointNames(run)).slice(0, KEPT);
  const others = (await readdir(join(run, FOLDER))).filter((name) => !kept.includes(name));
  for (const old of others) await rm(join(run, FOLDER, old), { force: true });
}

export interface FoundCheckpoint {
  readonly checkpoint: Checkpoint;
  /** Why a newer one is passed over; null where it is the newest. */
  readonly damage: Error | null;
  /** As in RunParameters. */
  readonly isSealed: boolean;
}

/** The newest checkpoint that can be read. Throws a RunFolderError where there is none. */
export async function newestCheckpoint(run: string): Promise<FoundCheckpoint> {
  let damage: Error | null = null;
  for (const name of await checkpointNames(run)) {
    try {
      const bytes = await readBytes(join(run, FOLDER, name), LARGEST_TENSORS);
      return { checkpoint: parseCheckpoint(bytes, name), damage, isSealed: isSealed(bytes) };
    } catch (error) {
      damage ??= error instanceof Error ? error : new Error(String(error));
    }
  }
  const reason = damage?.message ?? 'it has none';
  throw new RunFolderError(phrase`${basename(run)}: no checkpoint can be read (${reason}); train anew`, basename(run));
}

/** Of the newest checkpoint, by its name; null where there is none. */
export async function newestIteration(run: string): Promise<number | null> {
  const [newest] = await checkpointNames(run);
  return newest === undefined ? null : iterationOf(newest);
}

/** How whole what the run has learnt is: its final parameters, else the newest checkpoint that is. */
export async function wholenessOfLearnt(run: string): Promise<Wholeness> {
  const final = await wholenessOf(join(run, FINAL)).catch(() => 'damaged' as const);
  if (final !== null) return final;
  for (const name of await checkpointNames(run)) {
    const found = await wholenessOf(join(run, FOLDER, name)).catch(() => 'damaged' as const);
    if (found && found !== 'damaged') return found;
  }
  return 'damaged';
}

/** What tells one state of what the run has learnt from the next. */
export async function learntStamp(run: string): Promise<string> {
  const checkpoints = await stat(join(run, FOLDER)).catch(() => null);
  return `${checkpoints?.mtimeMs ?? ''} ${await finalStamp(run)}`;
}

/** What tells one state of the final parameters from the next; empty where there are none. */
export async function finalStamp(run: string): Promise<string> {
  const found = await stat(join(run, FINAL)).catch(() => null);
  return found ? `${found.mtimeMs} ${found.size}` : '';
}

/** Newest first. */
const checkpointNames = async (run: string): Promise<string[]> =>
  (await readdir(join(run, FOLDER)).catch(() => []))
    .filter((name) => name.endsWith(ENDING))
    .toSorted((a, b) => iterationOf(b) - iterationOf(a));

const iterationOf = (name: string) => Number(name.slice(0, -ENDING.length));

/** Writes the parameters that a finished run ended with, which with `keep: best` are not its last. */
export const writeFinal = (run: string, tensors: readonly NamedTensor[], iteration: number) =>
  writeBytes(
    join(run, FINAL),
    serializeSafetensors({ tensors, metadata: { format: FINAL_FORMAT, iteration: String(iteration) } }, { seal: true }),
  );

export interface RunParameters {
  readonly iteration: number;
  /** Whether the run ended with them; else they are those of a checkpoint. */
  readonly isFinal: boolean;
  /** Whether their file carries a checksum; those of older versions do not. */
  readonly isSealed: boolean;
  readonly tensors: readonly NamedTensor[];
}

/** What a run has learnt: its final parameters, or its newest checkpoint's while there are none. */
export async function readRunParameters(run: string): Promise<RunParameters> {
  const final = await readBytesIfThere(join(run, FINAL), LARGEST_TENSORS);
  if (final) {
    const { tensors, metadata } = parseSafetensors(final, `${basename(run)}/${FINAL}`);
    assertKnownFormat(metadata.format, FINAL_FORMAT, FINAL);
    return { iteration: Number(metadata.iteration), isFinal: true, isSealed: isSealed(final), tensors };
  }
  const { checkpoint, isSealed: sealed } = await newestCheckpoint(run);
  return { iteration: checkpoint.iteration, isFinal: false, isSealed: sealed, tensors: checkpoint.parameters };
}

/** So that what a resumed run had ended with before is not taken for what it has learnt. */
export const removeFinal = (run: string) => rm(join(run, FINAL), { force: true });
