/**
 * What Kasane writes into every file that has room for it: the spec, how inputs are made, how well it did. Under the key
 * `kasane` of whatever the format calls metadata.
 */
import { z } from 'zod';
import { scalings } from '../../../data/batches/scaling';
import { ParametersError } from '../../../formats/parameters-error';
import { parseJson } from '../../../json';
import { phrase } from '../../../phrase';
import type { FlattenOrder, Told, TrainedNetwork } from './format';

export const TOLD_FORMAT = 'kasane-network';
const VERSION = 1;

const toldSchema = z.object({
  format: z.literal(TOLD_FORMAT),
  version: z.int().min(1),
  spec: z.unknown(),
  testAccuracy: z.number().min(0).max(1).nullable().default(null),
  /** As in FlattenOrder. */
  flattened: z.enum(['pixels', 'channels']).default('pixels'),
});

/** Plain data, ready to be written as JSON. `flattened`: the order of the file's tensors. */
export function toldOf({ spec, network: { classes }, scaling, testAccuracy }: TrainedNetwork, flattened: FlattenOrder = 'pixels') {
  const { scale, shift } = scalings[scaling];
  return {
    format: TOLD_FORMAT,
    version: VERSION,
    spec,
    /** For people and other programs; Kasane reads the spec's own `network.classes` and `data.scaling`. */
    classes,
    preprocessing: {
      images: 'bytes, of grey images 0 is paper and 255 is ink; rows from the top',
      input: 'byte * scale + shift',
      scale,
      shift,
    },
    flattened,
    testAccuracy,
  };
}

/** Null where there is nothing of it. Throws a ParametersError where a newer Kasane wrote it or it is damaged. */
export function readTold(content: unknown, file: string): (Told & { readonly flattened: FlattenOrder }) | null {
  if (content === undefined) return null;
  const version = typeof content === 'object' && content !== null ? Reflect.get(content, 'version') : undefined;
  if (typeof version === 'number' && version > VERSION)
    throw new ParametersError(file, phrase`version ${version} was written by a newer Kasane than this one; update Kasane`);
  const parsed = toldSchema.safeParse(content);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ParametersError(
      file,
      phrase`what it tells of its network is damaged (${issue?.path.join('.') || 'content'}: ${issue?.message})`,
    );
  }
  const { spec, testAccuracy, flattened } = parsed.data;
  return { spec, testAccuracy, flattened };
}

/** The same from JSON text. */
export function readToldText(text: string | undefined, file: string) {
  if (text === undefined) return null;
  try {
    return readTold(parseJson(text), file);
  } catch (error) {
    if (error instanceof SyntaxError) throw new ParametersError(file, phrase`what it tells of its network is no JSON; the file is damaged`);
    throw error;
  }
}
