import { KasaneError } from '../kasane-error';
import { phrase } from '../phrase';
import { problemOf } from '../spec/issue-text';
import { SpecError } from '../spec/parse-run-spec';
import type { Experiment } from './experiment';
import { experiments } from './experiments';

/** Throws a KasaneError that names those there are. */
export function findExperiment(name: string): Experiment {
  const found = experiments.find((each) => each.name === name);
  if (!found)
    throw new KasaneError(phrase`${name}: is no experiment; use ${experiments.map((each) => each.name).join(', ')}`, 'experiment');
  return found;
}

/** Controls with defaults in place. Throws a SpecError with place, value and remedy. */
export function parseControls({ controls }: Experiment, input: unknown): Record<string, unknown> {
  const parsed = controls.strict().safeParse(input ?? {});
  if (!parsed.success) throw new SpecError(parsed.error.issues.map((issue) => problemOf(issue, input)));
  return parsed.data;
}
