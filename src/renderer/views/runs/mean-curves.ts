/** Curves of the chosen runs: one by itself, or of a group its mean and a band around it. */
import { summarize } from '@shared/analysis/welch';
import type { RunDetails, RunSummary } from '@shared/contracts/run';
import type { Line } from '../../charts/LinesChart';
import { curveOf } from './compared';
import { groupsOf } from './run-rows';
import type { RunMetric } from './state/runs-store';

/** What is told of together: the runs of a group, or one run. */
export interface Unit {
  readonly key: string;
  readonly members: readonly [RunSummary, ...RunSummary[]];
}

/** In the order of `shown`, a group where its first run stands. */
export function unitsOf(shown: readonly RunSummary[]): Unit[] {
  const groups = groupsOf(shown);
  const units = new Map<string, Unit>();
  for (const run of shown) {
    const members = run.repeat ? groups.get(run.repeat.group) : undefined;
    const key = members && run.repeat ? run.repeat.group : run.folder;
    if (!units.has(key)) units.set(key, { key, members: members ?? [run] });
  }
  return [...units.values()];
}

export type Band = 'deviation' | 'range';

/** Null where nothing is known of it yet. */
export function unitCurve(
  { members }: Unit,
  details: ReadonlyMap<string, RunDetails>,
  metric: RunMetric,
  band: Band,
): Pick<Line, 'points' | 'band'> | null {
  const known = members.flatMap(({ folder }) => details.get(folder) ?? []);
  const until = Math.max(1, ...known.map(({ metrics }) => metrics.iterations.at(-1) ?? 1));
  const curves = known.map((each) => curveOf(each, metric, until));
  const [first, ...others] = curves;
  if (!first) return null;
  if (others.length === 0) return { points: first };
  const rest = others.map((curve) => new Map(curve));
  const points: (readonly [number, number])[] = [];
  const edges: (readonly [number, number, number])[] = [];
  for (const [x, y] of first) {
    const values = [y, ...rest.flatMap((curve) => curve.get(x) ?? [])];
    // Where one of them has nothing, as it ended early, the mean of the others would leap.
    if (values.length < curves.length) continue;
    const { mean, deviation } = summarize(values);
    points.push([x, mean]);
    edges.push(band === 'deviation' ? [x, mean - deviation, mean + deviation] : [x, Math.min(...values), Math.max(...values)]);
  }
  return { points, band: edges };
}
