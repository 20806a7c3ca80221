/** The rows of the list of runs: runs by themselves, and groups that open into theirs. */
import { summarize } from '@shared/analysis/welch';
import type { RunSummary } from '@shared/contracts/run';
import type { Words } from '../../words/use-words';
import { comparedBy, type RunFilter } from './shown-runs';

export interface RunRow {
  readonly key: string;
  /** Of a group: its members' figures averaged, their times added up. */
  readonly run: RunSummary;
  /** Those that the list shows; null of a run by itself. */
  readonly members: readonly RunSummary[] | null;
  /** Whether it stands within a group that is open. */
  readonly isInner: boolean;
}

/** Groups of which at least two runs are shown, by their names. */
export function groupsOf(runs: readonly RunSummary[]): Map<string, readonly RunSummary[]> {
  const found = new Map<string, RunSummary[]>();
  for (const run of runs) if (run.repeat) found.set(run.repeat.group, [...(found.get(run.repeat.group) ?? []), run]);
  return new Map(
    [...found]
      .filter(([, members]) => members.length > 1)
      .map(([group, members]) => [group, members.toSorted((a, b) => (a.repeat?.number ?? 0) - (b.repeat?.number ?? 0))]),
  );
}

/** `shown`: those that the list shows, in their order; `open`: groups whose runs are shown below them. */
export function runRows(
  shown: readonly RunSummary[],
  sort: RunFilter['sort'],
  open: readonly string[],
  words: Pick<Words, 't' | 'text'>,
): RunRow[] {
  const groups = groupsOf(shown);
  if (groups.size === 0) return shown.map(rowOf);
  const alone = shown.filter(({ repeat }) => !repeat || !groups.has(repeat.group)).map(rowOf);
  const together = [...groups].map(([group, members]): RunRow => ({ key: group, run: asOne(members), members, isInner: false }));
  const compare = comparedBy(sort, words);
  return [...alone, ...together]
    .sort((a, b) => compare(a.run, b.run))
    .flatMap((row) => [
      row,
      ...(row.members && open.includes(row.key) ? row.members.map((run): RunRow => ({ ...rowOf(run), isInner: true })) : []),
    ]);
}

const rowOf = (run: RunSummary): RunRow => ({ key: run.folder, run, members: null, isInner: false });

/** Of at least two. */
function asOne(members: readonly RunSummary[]): RunSummary {
  const [first] = members as readonly [RunSummary, ...RunSummary[]];
  const mean = (figure: 'training' | 'validation' | 'test') => {
    const values = figuresOf(members, figure);
    return values.length > 0 ? summarize(values).mean : null;
  };
  return {
    ...first,
    state: stateOf(members),
    created: members.map(({ created }) => created).reduce((a, b) => (a < b ? a : b)),
    seconds: members.reduce((sum, { seconds }) => sum + seconds, 0),
    ...{ training: mean('training'), validation: mean('validation'), test: mean('test') },
  };
}

export const figuresOf = (runs: readonly RunSummary[], figure: 'training' | 'validation' | 'test'): number[] =>
  runs.flatMap((run) => run[figure] ?? []);

/** What all are, else what most needs to be looked at. */
function stateOf(members: readonly RunSummary[]): RunSummary['state'] {
  const order = ['damaged', 'failed', 'training', 'interrupted', 'stopped', 'early', 'completed'] as const;
  return order.find((state) => members.some((each) => each.state === state)) ?? 'completed';
}
