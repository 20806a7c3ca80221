/** Does the parts of an experiment with a pool of workers, in any order: what comes of a part depends on nothing but itself. */
import type { Experiment } from '@shared/lab/experiment';
import type { Pool } from '../../queue/local-pool';

export interface ExperimentSources {
  readonly datasetFolder: string;
  readonly modelFolder: string;
}

export interface ExperimentListener {
  /** `soFar`: what the part has come to, where that is told. */
  progress?(part: string, share: number, soFar: unknown): void;
  done?(part: string, result: unknown): void;
}

/** `known`: results that are there already. Throws what the first part that fails throws. */
export async function conductExperiment(
  experiment: Experiment,
  controls: Record<string, unknown>,
  pool: Pool,
  sources: ExperimentSources,
  listener: ExperimentListener = {},
  known: Readonly<Record<string, unknown>> = {},
): Promise<Record<string, unknown>> {
  const results: Record<string, unknown> = { ...known };
  const open = experiment.parts(controls).filter(({ id }) => !(id in known));
  await Promise.all(
    open.map(async ({ id }) => {
      const input = { ...sources, experiment: experiment.name, controls, part: id };
      results[id] = await pool.run('labPart', input, { onProgress: ({ share, soFar }) => listener.progress?.(id, share, soFar) });
      listener.done?.(id, results[id]);
    }),
  );
  return results;
}
