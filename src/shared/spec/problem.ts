/** What keeps a spec from being run, and what could be done about it. */
import type { Phrase } from '../phrase';
import type { RunSpec } from './run-spec';

/** A change that solves a problem, or at least the one at hand. */
export interface Fix {
  /** What it does: "Use 7". */
  readonly label: Phrase;
  apply(spec: RunSpec): RunSpec;
}

export interface Problem {
  /** `network.layers[3].units` */
  readonly path: string;
  /** What is wrong there, without the place. */
  readonly text: Phrase;
  /** The layer it belongs to, by its place in the stack; null where to none. */
  readonly layer: number | null;
  /** The most likely first. */
  readonly fixes: readonly Fix[];
}

type Layers = RunSpec['network']['layers'];

/** The spec with other layers. */
export const withLayers = (spec: RunSpec, change: (layers: Layers) => Layers): RunSpec => ({
  ...spec,
  network: { ...spec.network, layers: change(spec.network.layers) },
});

export const withTraining = (spec: RunSpec, change: Partial<RunSpec['training']>): RunSpec => ({
  ...spec,
  training: { ...spec.training, ...change },
});

export const withData = (spec: RunSpec, change: Partial<RunSpec['data']>): RunSpec => ({ ...spec, data: { ...spec.data, ...change } });
