/** What does not keep a network from training, but most likely makes it train badly. */

import type { LayerDescription } from '../../nn/stack';
import type { Phrase } from '../../phrase';
import type { Fix } from '../problem';
import type { RunSpec } from '../run-spec';

export interface Warning {
  readonly text: Phrase;
  /** The layer it belongs to, by its place in the stack; null where to none. */
  readonly layer: number | null;
  readonly fixes: readonly Fix[];
}

/** One kind of warning: finds its cases among the layers at work, in their order. */
export type WarningKind = (spec: RunSpec, layers: readonly LayerDescription[]) => Warning[];
