/** Settings and curves of chosen runs, side by side. */
import type { RunDetails } from '@shared/ipc/state';
import { specAt } from '@shared/spec/changes';
import { smoothed } from '../../charts/series';
import type { RunMetric } from '../../state/runs-store';

export interface SettingRow {
  readonly path: string;
  /** One a run, as text; what a run does not have is empty. */
  readonly values: readonly string[];
  readonly differs: boolean;
}

/** Every setting of the specs that the runs ended with. */
export function settingRows(details: readonly RunDetails[]): SettingRow[] {
  const leaves = details.map(({ spec, changes }) => leavesOf(specAt(spec, changes, Number.POSITIVE_INFINITY)));
  const paths = [...new Set(leaves.flatMap((each) => [...each.keys()]))].filter((path) => path !== 'version');
  return paths.map((path) => {
    const values = leaves.map((each) => each.get(path) ?? '');
    return { path, values, differs: new Set(values).size > 1 };
  });
}

function leavesOf(value: unknown, path = '', found = new Map<string, string>()): Map<string, string> {
  if (typeof value !== 'object' || value === null) found.set(path, String(value));
  else {
    for (const [key, inner] of Object.entries(value)) {
      const place = Array.isArray(value) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
      leavesOf(inner, place, found);
    }
  }
  return found;
}

/** Points that are drawn of a curve at most. */
const MOST = 400;

/** [iteration, value]; what is taken from every batch is smoothed as in Train. */
export function curveOf({ metrics, validations }: RunDetails, metric: RunMetric): (readonly [number, number])[] {
  if (metric === 'validationAccuracy') return validations.map(({ iteration, accuracy }) => [iteration, accuracy]);
  if (metric === 'validationLoss') return validations.map(({ iteration, loss }) => [iteration, loss]);
  const values = smoothed(metric === 'trainingLoss' ? metrics.losses : metrics.accuracies);
  const stride = Math.max(1, Math.ceil(values.length / MOST));
  return values.flatMap((value, index) =>
    index % stride === 0 || index === values.length - 1 ? [[metrics.iterations[index] ?? 0, value] as const] : [],
  );
}
