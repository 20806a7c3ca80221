/** What a run has come to, as its metrics tell it. */
import { describeNetwork, parameterCount } from '@shared/nn/description';
import { parseRunSpec } from '@shared/spec/parse-run-spec';
import type { EvaluatedSet } from '@shared/training/events';
import type { MetricLine } from './metrics-file';
import type { RunOutcome } from './record';

/** Null where nothing has been trained. */
export function outcomeOf(lines: readonly MetricLine[], spec: unknown): RunOutcome | null {
  const last = lines.findLast((line) => 'seconds' in line);
  if (!last || !('seconds' in last)) return null;
  const newest = (set: EvaluatedSet) => lines.findLast((line) => 'evaluated' in line && line.evaluated === set)?.accuracy ?? null;
  return {
    iteration: last.iteration,
    seconds: last.seconds,
    parameters: parameterCount(describeNetwork(parseRunSpec(spec).network)),
    training: newest('training'),
    validation: newest('validation'),
    test: newest('test'),
  };
}
