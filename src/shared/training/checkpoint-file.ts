/**
 * A checkpoint as a safetensors file: tensors `parameters/W1`, `states/W1.velocity`, `best/W1`, and beside them as
 * metadata the iteration and the validation record.
 */
import { z } from 'zod';
import { parseSafetensors, SafetensorsError, serializeSafetensors } from '../formats/safetensors';
import { parseJson } from '../json';
import type { NamedTensor } from '../nn/parameter';
import { phrase } from '../phrase';
import type { Checkpoint } from './checkpoint';

const FORMAT = 'kasane-checkpoint-1';
const groups = ['parameters', 'states', 'best'] as const;
type Group = (typeof groups)[number];

const recordSchema = z.strictObject({
  iteration: z.int().min(0),
  validation: z.strictObject({
    validated: z.int().min(0),
    best: z.strictObject({ iteration: z.int().min(0), accuracy: z.number() }).nullable(),
    epochsSinceBest: z.int().min(0),
  }),
});

export function serializeCheckpoint({ iteration, validation, ...tensors }: Checkpoint): Uint8Array<ArrayBuffer> {
  const grouped = groups.flatMap((group) => (tensors[group] ?? []).map((tensor) => ({ ...tensor, name: `${group}/${tensor.name}` })));
  const metadata = { format: FORMAT, record: JSON.stringify({ iteration, validation }) };
  return serializeSafetensors({ tensors: grouped, metadata }, { seal: true });
}

/** Throws a SafetensorsError that names `file` and the place in it. */
export function parseCheckpoint(bytes: Uint8Array, file: string): Checkpoint {
  const { tensors, metadata } = parseSafetensors(bytes, file);
  assertKnownFormat(metadata.format ?? 'of no named format', FORMAT, file);
  const record = recordSchema.safeParse(fromJson(metadata.record ?? ''));
  if (!record.success) throw new SafetensorsError(file, phrase`its record of iteration and validation is damaged`);
  const [parameters = [], states = [], best = []] = groups.map((group) => tensorsOf(tensors, group));
  return { ...record.data, parameters, states, best: best.length > 0 ? best : null };
}

/**
 * Of a file's format such as `kasane-checkpoint-1`; files of before formats had names have none. Throws a SafetensorsError
 * that tells a newer format from another one.
 */
export function assertKnownFormat(found: string | undefined, known: string, file: string): void {
  if (found === undefined || found === known) return;
  const [, kind, version] = /^(.*-)(\d+)$/.exec(found) ?? [];
  if (kind && known.startsWith(kind) && Number(version) > Number(known.slice(kind.length))) {
    throw new SafetensorsError(file, phrase`${found} was written by a newer Kasane than this one; update Kasane`);
  }
  throw new SafetensorsError(file, phrase`is ${found}, expected ${known}`);
}

const tensorsOf = (tensors: readonly NamedTensor[], group: Group): NamedTensor[] =>
  tensors.filter(({ name }) => name.startsWith(`${group}/`)).map((tensor) => ({ ...tensor, name: tensor.name.slice(group.length + 1) }));

function fromJson(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
