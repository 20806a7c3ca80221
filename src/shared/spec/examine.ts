/** Everything a design tells of itself before it is trained: its layers, what they cost, what is wrong and what is doubtful. */
import { parameterCount, receptiveFields } from '../nn/description';
import type { LayerDescription } from '../nn/stack';
import { type DataSize, examineData } from './examine-data';
import { examineNetwork } from './examine-network';
import type { Problem } from './problem';
import type { RunSpec } from './run-spec';
import { warningsOf } from './warnings';
import type { Warning } from './warnings/warning';

export interface LayerExamination extends LayerDescription {
  /** Pixels of the input that one number of the output sees, along one side; null for all of it. */
  readonly receptiveField: number | null;
  /** Of all multiply-accumulates of the network, 0 … 1. */
  readonly costShare: number;
}

export interface Examination {
  /** In the order of the specs; null for a layer that is bypassed or does not fit. */
  readonly layers: readonly (LayerExamination | null)[];
  readonly parameterCount: number;
  /** Of one image's forward pass. */
  readonly multiplyAccumulates: number;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Warning[];
}

/** `size`: of the data the design is meant for; null while that is not known. */
export function examine(spec: RunSpec, size: DataSize | null): Examination {
  const { layers, problems } = examineNetwork(spec.network);
  const working = layers.filter((layer) => layer !== null);
  const multiplyAccumulates = working.reduce((sum, layer) => sum + layer.multiplyAccumulates, 0);
  const fields = receptiveFields(working);
  const examined = new Map(
    working.map((layer, place): [LayerDescription, LayerExamination] => [
      layer,
      { ...layer, receptiveField: fields[place] ?? null, costShare: layer.multiplyAccumulates / Math.max(multiplyAccumulates, 1) },
    ]),
  );
  return {
    layers: layers.map((layer) => (layer && examined.get(layer)) ?? null),
    parameterCount: parameterCount(working),
    multiplyAccumulates,
    problems: [...problems, ...(size ? examineData(spec, size).problems : [])],
    warnings: problems.length > 0 ? [] : warningsOf(spec, working),
  };
}
