/** The checkpoints of a run, `checkpoints/00001234.safetensors`, and the parameters it ended with. */

import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseSafetensors, serializeSafetensors } from '@shared/formats/safetensors';
import type { NamedTensor } from '@shared/nn/parameter';
import { phrase } from '@shared/phrase';
import type { Checkpoint } from '@shared/training/checkpoint';
import { parseCheckpoint, serializeCheckpoint } from '@shared/training/checkpoint-file';
import { writeBytes } from '../files/whole-files';
import { RunFolderError } from './record';

const FOLDER = 'checkpoints';
const FINAL = 'parameters.safetensors';
const ENDING = '.safetensors';
const DIGITS = 8;
/** One to go on from, and the one before in case the disk damages it. */
const KEPT = 2;

export const createCheckpointFolder = (run: string) => mkdir(join(run, FOLDER), { recursive: true });

/** Writes a checkpoint and removes those too many, and what a process that was killed while writing has left. */
export async function writeCheckpoint(run: string, checkpoint: Checkpoint): Promise<void> {
  await writeBytes(join(run, FOLDER, `${String(checkpoint.iteration).padStart(DIGITS, '0')}${ENDING}`), serializeCheckpoint(checkpoint));
  const kept = (await checkpointNames(run)).slice(0, KEPT);
  const others = (await readdir(join(run, FOLDER))).filter((name) => !kept.includes(name));
  for (const old of others) await rm(join(run, FOLDER, old), { force: true });
}

/** The newest checkpoint that can be read. Throws a RunFolderError where there is none. */
export async function newestCheckpoint(run: string): Promise<Checkpoint> {
  let reason = 'it has none';
  for (const name of await checkpointNames(run)) {
    try {
      return parseCheckpoint(await readFile(join(run, FOLDER, name)), name);
    } catch (error) {
      reason = error instanceof Error ? error.message : String(error);
    }
  }
  throw new RunFolderError(phrase`${basename(run)}: no checkpoint can be read (${reason}); train anew`, basename(run));
}

/** Of the newest checkpoint, by its name; null where there is none. */
export async function newestIteration(run: string): Promise<number | null> {
  const [newest] = await checkpointNames(run);
  return newest === undefined ? null : iterationOf(newest);
}

/** Newest first. */
const checkpointNames = async (run: string): Promise<string[]> =>
  (await readdir(join(run, FOLDER)).catch(() => []))
    .filter((name) => name.endsWith(ENDING))
    .toSorted((a, b) => iterationOf(b) - iterationOf(a));

const iterationOf = (name: string) => Number(name.slice(0, -ENDING.length));

/** Writes the parameters that a finished run ended with, which with `keep: best` are not its last. */
export const writeFinal = (run: string, tensors: readonly NamedTensor[], iteration: number) =>
  writeBytes(join(run, FINAL), serializeSafetensors({ tensors, metadata: { iteration: String(iteration) } }));

export interface RunParameters {
  readonly iteration: number;
  readonly tensors: readonly NamedTensor[];
}

/** What a run has learnt: its final parameters, or its newest checkpoint's while there are none. */
export async function readRunParameters(run: string): Promise<RunParameters> {
  const final = await readFile(join(run, FINAL)).catch(() => null);
  if (final) {
    const { tensors, metadata } = parseSafetensors(final, FINAL);
    return { iteration: Number(metadata.iteration), tensors };
  }
  const { iteration, parameters } = await newestCheckpoint(run);
  return { iteration, tensors: parameters };
}

/** So that what a resumed run had ended with before is not taken for what it has learnt. */
export const removeFinal = (run: string) => rm(join(run, FINAL), { force: true });
