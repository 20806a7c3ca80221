/**
 * A file format of trained networks as one object: how a file of it is recognised, written and read. Formats are listed in
 * index.ts; nobody else switches over them.
 */
import type { ScalingName } from '../../../data/batches/scaling';
import type { NetworkSpec } from '../../../nn/description';
import type { NamedTensor } from '../../../nn/parameter';
import type { DescribedNetwork } from '../../foreign/described';

/** A trained network as it is to be written. */
export interface TrainedNetwork {
  /** The run's spec as plain data, which readers parse again. */
  readonly spec: object;
  readonly name: string;
  /** With the names of the classes that its outputs stand for. */
  readonly network: NetworkSpec & { readonly classes: readonly string[] };
  readonly scaling: ScalingName;
  readonly tensors: readonly NamedTensor[];
  /** On the test set, 0 … 1; null where it was not evaluated. */
  readonly testAccuracy: number | null;
}

/** In which order a dense layer's weights take the numbers of an image: pixel by pixel, or channel by channel as the book does. */
export type FlattenOrder = 'pixels' | 'channels';

/** What a file says of the network that its tensors belong to. */
export interface Told {
  /** To be parsed by `parseRunSpec`. */
  readonly spec: unknown;
  readonly testAccuracy: number | null;
}

export interface ReadNetwork {
  readonly tensors: readonly NamedTensor[];
  readonly order: FlattenOrder;
  /** Whether every file of the format has that order, and inputs from 0 to 1. */
  readonly fixed?: boolean;
  /** Null where the file says nothing: of `fixed` formats inputs are 0 to 1 then, of others that is found out. */
  readonly told: Told | null;
  /** The network where the file describes it in another program's words. */
  readonly described?: DescribedNetwork;
  /** Whether programs that write such files multiply by the share that dropout keeps when they predict, as the book's do. */
  readonly scalesByDropout?: true;
}

export interface ParameterFormat {
  readonly type: string;
  readonly label: string;
  /** One sentence on who reads it. */
  readonly help: string;
  /** Of its files, without a dot; the first is what is written. */
  readonly extensions: readonly string[];
  /** Of files that are read and never written. */
  readonly alsoRead?: readonly string[];
  /** Whether a file looks like one of it, by its beginning and the names in it. */
  recognises(bytes: Uint8Array): boolean;
  /** Whether numbers are rounded in it, so that it may answer otherwise: what it reads then is measured and stands in it. */
  readonly rounds?: true;
  /** Null of a format that is only read. Throws a ParametersError where the network has no equal in it. */
  readonly write: ((trained: TrainedNetwork) => Uint8Array<ArrayBuffer>) | null;
  /** Of formats in one file of which several networks go, and answer side by side. */
  readonly writeAll?: (all: readonly TrainedNetwork[]) => Uint8Array<ArrayBuffer>;
  /** Names of files beside it that hold a part of it; none where it is whole. Throws a ParametersError. */
  beside?(bytes: Uint8Array, file: string): readonly string[];
  /** `beside`: those files by their names. Throws a ParametersError with file, place, what was found and what was expected. */
  read(bytes: Uint8Array, file: string, beside: Readonly<Record<string, Uint8Array>>): ReadNetwork;
}
