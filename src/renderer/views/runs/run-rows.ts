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
  readonly members: Members | null;
  /** Whether it stands within a group that is open. */
  readonly isInner: boolean;
}

type Members = readonly [RunSummary, ...RunSummary[]];

/** Groups of which at least two runs are shown, by their names. */
export function groupsOf(runs: readonly RunSummary[]): Map<string, Members> {
  const found = new Map<string, RunSummary[]>();
  for (const run of runs) if (run.repeat) found.set(run.repeat.group, [...(found.get(run.repeat.group) ?? []), run]);
  return new Map(
    [...found].flatMap(([group, unsorted]) => {
      const [first, ...others] = unsorted.toSorted((a, b) => (a.repeat?.number ?? 0) - (b.repeat?.number ?? 0));
      return first && others.length > 0 ? [[group, [first, ...others]] as const] : [];
    }),
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
function asOne(members: readonly [RunSummary, ...RunSummary[]]): RunSummary {
  const [first] = members;
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

/** Whether a run came to its end, so that it counts in the figures of its group. */
export const isFinished = ({ state }: Pick<RunSummary, 'state'>) => state === 'completed' || state === 'early';

export const figuresOf = (runs: readonly RunSummary[], figure: 'training' | 'validation' | 'test'): number[] =>
  runs.filter(isFinished).flatMap((run) => run[figure] ?? []);

/** What all are, else what most needs to be looked at; interrupted where some were not begun, or are gone. */
function stateOf(members: readonly [RunSummary, ...RunSummary[]]): RunSummary['state'] {
  const order = ['failed', 'training', 'interrupted', 'stopped', 'early', 'completed'] as const;
  const found = order.find((state) => members.some((each) => each.state === state)) ?? 'completed';
  const areAll = members.length === (members[0].repeat?.of ?? 0);
  return areAll || found === 'failed' || found === 'training' ? found : 'interrupted';
}
