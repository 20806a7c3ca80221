/** What a run has come to, as its metrics tell it. */
import { describeNetwork, parameterCount } from '@shared/nn/description';
import { parseRunSpec } from '@shared/spec/parse-run-spec';
import type { EvaluatedSet } from '@shared/training/events';
import { type MetricLine, metricBlocks, newestMetrics } from './metrics-file';
import type { RunOutcome, RunRecord } from './record';

type StepLine = Extract<MetricLine, { readonly seconds: number }>;

/** The newest figures of some lines. */
class Newest {
  private step: StepLine | null = null;
  private readonly accuracies: Partial<Record<EvaluatedSet | 'average', number>> = {};

  /** `isNewer`: whether it stands behind those seen before, or before them. */
  see(line: MetricLine, isNewer: boolean): void {
    if ('evaluated' in line) {
      const name = line.of ?? line.evaluated;
      if (isNewer || this.accuracies[name] === undefined) this.accuracies[name] = line.accuracy;
    } else if (isNewer || !this.step) this.step = line;
  }

  /** Null where nothing has been trained. Throws a SpecError of an unsound spec. */
  outcome(spec: unknown, before: RunOutcome | null): RunOutcome | null {
    if (!this.step) return before;
    const { iteration, seconds } = this.step;
    const { network, training } = parseRunSpec(spec);
    const parameters = parameterCount(describeNetwork(network));
    const { average, ...own } = this.accuracies;
    // Of the parameters that it ends with.
    const found = { ...own, ...(training.keep === 'averaged' && average !== undefined && { validation: average }) };
    const newest = (set: EvaluatedSet) => found[set] ?? before?.[set] ?? null;
    return { iteration, seconds, parameters, training: newest('training'), validation: newest('validation'), test: newest('test') };
  }
}

/** Of all its metrics. Throws a FileError where they cannot be read. */
export async function readOutcome(folder: string, spec: unknown): Promise<RunOutcome | null> {
  const newest = new Newest();
  for await (const lines of metricBlocks(folder)) for (const line of lines) newest.see(line, true);
  return newest.outcome(spec, null);
}

/** A run that is being trained is listed often: its last lines alone, and of what they do not tell what its record does. */
export async function outcomeSoFar(folder: string, { spec, outcome }: RunRecord): Promise<RunOutcome | null> {
  const newest = new Newest();
  await newestMetrics(folder, (line) => newest.see(line, false));
  return newest.outcome(spec, outcome);
}
