import type { TrialState } from '@shared/contracts/state';
import { useMemo, useState } from 'react';
import { DataGrid, type GridColumn, type GridSort } from '../../components/DataGrid';
import { useWords, type Words } from '../../words/use-words';
import classes from './SearchTab.module.css';
import type { NamedDimension } from './search-figures';

interface TrialTableProps {
  /** The best first. */
  readonly trials: readonly TrialState[];
  readonly dimensions: readonly NamedDimension[];
  readonly chosen: number | null;
  readonly onChoose: (trial: number) => void;
}

/** Every trial in a line: its values, how far it was trained and what it came to. */
export function TrialTable({ trials, dimensions, chosen, onChoose }: TrialTableProps) {
  const words = useWords();
  const [sort, setSort] = useState<GridSort>({ column: 'accuracy', descending: true });
  const columns = useMemo(() => columnsOf(dimensions, words), [dimensions, words]);
  const rows = useMemo(() => sorted(trials, sort), [trials, sort]);
  return (
    <div className={classes.table}>
      <DataGrid
        label={words.t('search.table')}
        columns={columns}
        rows={rows}
        keyOf={({ trial }) => trial}
        sort={sort}
        onSort={(column) => setSort({ column, descending: column === sort.column ? !sort.descending : column === 'accuracy' })}
        isChosen={({ trial }) => trial === chosen}
        onChoose={({ trial }) => onChoose(trial)}
        empty={words.t('search.noTrials')}
      />
    </div>
  );
}

function columnsOf(dimensions: readonly NamedDimension[], { t, text, format }: Words): GridColumn<TrialState>[] {
  return [
    { id: 'trial', label: t('search.column.trial'), track: '64px', cell: ({ trial }) => format.count(trial + 1) },
    {
      id: 'accuracy',
      label: t('search.accuracy'),
      track: 'minmax(140px, 1fr)',
      cell: ({ accuracy, failure }) => (failure ? text(failure) : accuracy === null ? '–' : format.percent(accuracy)),
      title: ({ failure }) => (failure ? text(failure) : ''),
    },
    {
      id: 'epochs',
      label: t('search.epochs'),
      track: '96px',
      cell: ({ epochs, curve, running }) =>
        running ? t('search.epochNow', { epoch: format.count(curve.at(-1)?.epoch ?? 0) }) : format.count(epochs),
    },
    ...dimensions.map(({ dimension: { path }, name, formatValue }) => ({
      id: path,
      label: name,
      track: 'minmax(110px, 1fr)',
      cell: ({ values }: TrialState) => formatValue(values[path]),
    })),
  ];
}

/** What failed or has not come to anything yet is last, whichever way round. */
function sorted(trials: readonly TrialState[], { column, descending }: GridSort): readonly TrialState[] {
  if (column === 'accuracy') {
    const done = trials.filter(({ accuracy }) => accuracy !== null);
    return [...(descending ? done : done.toReversed()), ...trials.filter(({ accuracy }) => accuracy === null)];
  }
  const of = ({ trial, epochs, values }: TrialState) =>
    column === 'trial' ? trial : column === 'epochs' ? epochs : (values[column] ?? '');
  const sign = descending ? -1 : 1;
  return trials.toSorted((a, b) => {
    const [x, y] = [of(a), of(b)];
    return sign * (typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y)));
  });
}
