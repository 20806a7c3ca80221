/** Which runs the list shows, and in which order. */
import type { RunSummary } from '@shared/ipc/state';
import type { RunColumn } from '../../state/runs-store';

export interface RunFilter {
  readonly query: string;
  readonly state: RunSummary['state'] | null;
  readonly tag: string | null;
  readonly sort: { readonly column: RunColumn; readonly descending: boolean };
}

export const nameOf = ({ label, design }: RunSummary) => label.name || design;

/** All words of the query must be found somewhere. */
export function shownRuns(runs: readonly RunSummary[], { query, state, tag, sort }: RunFilter): RunSummary[] {
  const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const matches = (run: RunSummary) => {
    if ((state && run.state !== state) || (tag && !run.label.tags.includes(tag))) return false;
    if (words.length === 0) return true;
    const text = [nameOf(run), run.design, run.network, run.folder, run.label.notes, ...run.label.tags].join('\n').toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  };
  const compare = comparisons[sort.column];
  return runs.filter(matches).sort((a, b) => compare(a, b, sort.descending ? -1 : 1) || b.created.localeCompare(a.created));
}

type Compare = (a: RunSummary, b: RunSummary, sign: number) => number;

/** What is not known comes last, whichever way round. */
const byNumber =
  (value: (run: RunSummary) => number | null): Compare =>
  (a, b, sign) => {
    const [x, y] = [value(a), value(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return sign * (x - y);
  };

const byText =
  (value: (run: RunSummary) => string): Compare =>
  (a, b, sign) =>
    sign * value(a).localeCompare(value(b));

const comparisons: Readonly<Record<RunColumn, Compare>> = {
  name: byText(nameOf),
  state: byText(({ state }) => state),
  test: byNumber(({ test }) => test),
  validation: byNumber(({ validation }) => validation),
  parameters: byNumber(({ parameters }) => parameters),
  seconds: byNumber(({ seconds }) => seconds),
  created: byText(({ created }) => created),
};
