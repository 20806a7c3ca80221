/** initial.safetensors: the parameters of a file that a run began with, without which it could not be trained again. */
import { join } from 'node:path';
import { parseSafetensors, serializeSafetensors } from '@shared/formats/safetensors';
import type { NamedTensor } from '@shared/nn/parameter';
import { LARGEST_TENSORS, readBytesIfThere, writeBytes } from '../files/whole-files';

const FILE = 'initial.safetensors';

export const writeInitial = (folder: string, tensors: readonly NamedTensor[]) =>
  writeBytes(join(folder, FILE), serializeSafetensors({ tensors, metadata: {} }, { seal: true }));

/** Null where the run began with its spec's own initial values. */
export async function readInitial(folder: string): Promise<readonly NamedTensor[] | null> {
  const bytes = await readBytesIfThere(join(folder, FILE), LARGEST_TENSORS);
  return bytes && parseSafetensors(bytes, FILE).tensors;
}
