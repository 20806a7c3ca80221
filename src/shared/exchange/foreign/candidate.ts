/** A network that a file's tensors may belong to, as a run's spec. */

import type { ScalingName } from '../../data/batches/scaling';
import type { Dataset } from '../../data/image-set';
import type { NamedTensor } from '../../nn/parameter';
import { type Phrase, phrase, words } from '../../phrase';
import { parseRunSpec } from '../../spec/parse-run-spec';
import type { RunSpec } from '../../spec/run-spec';
import type { TeamFactory } from '../../training/team';
import type { FlattenOrder, ReadNetwork } from '../networks/formats/format';
import { fitting } from './fitting';
import type { Candidate, CandidateActivation } from './recognition';

export interface SpecCandidate extends Candidate {
  readonly spec: RunSpec;
}
export type Candidates = readonly [SpecCandidate, ...SpecCandidate[]];

export interface ImportSources {
  readonly dataset: Dataset;
  readonly createTeam: TeamFactory;
  /** Of networks that do not name theirs; found by evaluation where it is left out. */
  readonly activation?: CandidateActivation | undefined;
  /** What tensors without a word of their network belong to, where that is known. */
  readonly spec?: RunSpec | undefined;
  /** Designs that such tensors may belong to, beside the presets. */
  readonly designs?: readonly RunSpec[];
  /** The label of the reading to take, of several that were told before; the best where it is left out. */
  readonly chosen?: string | undefined;
  /** What whoever imports can do where no network is found. */
  readonly remedy?: Phrase | undefined;
}

export const usualRemedy = phrase`open the design that they belong to first`;

export const candidateOf = (label: Phrase, spec: RunSpec, tensors: readonly NamedTensor[]): SpecCandidate => ({
  words: label,
  spec,
  network: spec.network,
  scaling: spec.data.scaling,
  tensors,
});

const MOST_NAME = 80;

/** A file's name as a run is called. */
export const nameOfFile = (file: string): string => file.replace(/\.\w+$/, '').slice(0, MOST_NAME) || file;

/**
 * Tensors as those of a spec. A file that says nothing of its inputs means 0 to 1, laid out as is usual for its format; where
 * the format leaves that open, also as the spec has them, and laid out the other way.
 */
export function readingsOf(spec: RunSpec, { tensors, order, fixed = false }: ReadNetwork, file: string): Candidates {
  const reading = (scaling: ScalingName, laidOut: FlattenOrder, label: Phrase) =>
    candidateOf(label, parseRunSpec({ ...spec, data: { ...spec.data, scaling } }), fitting(spec.network, tensors, laidOut, file));
  const usual = reading('unit', order, words(spec.name));
  if (fixed) return [usual];
  const scalings = [...new Set<ScalingName>(['unit', spec.data.scaling])];
  const others = scalings.flatMap((scaling) =>
    (['pixels', 'channels'] as const)
      .filter((laidOut) => scaling !== 'unit' || laidOut !== order)
      .map((laidOut) => reading(scaling, laidOut, phrase`${words(spec.name)} (${scaling}, ${laidOut})`)),
  );
  // Where nothing is laid out anew, both orders are one.
  const isSame = (a: SpecCandidate, b: SpecCandidate) =>
    a.scaling === b.scaling && a.tensors.every((tensor, index) => tensor === b.tensors[index]);
  const all = [usual, ...others];
  return [usual, ...others.filter((each, index) => !all.slice(0, index + 1).some((before) => isSame(before, each)))];
}
