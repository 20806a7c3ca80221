import { Button, Checkbox, VisuallyHidden } from '@mantine/core';
import type { RunSummary } from '@shared/contracts/run';
import { IconNote } from '@tabler/icons-react';
import { type KeyboardEvent, useMemo } from 'react';
import { performIfEnabled } from '../../actions/action';
import { DataGrid, type GridColumn, type GridGesture } from '../../components/DataGrid';
import { useWords, type Words } from '../../words/use-words';
import { deleteRuns } from './actions';
import classes from './RunList.module.css';
import { nameOf, optimizerOf } from './shown-runs';
import { chooseRuns, isFiltered, noFilter, type RunColumn, toggleRun, useRuns } from './state/runs-store';

/** The runs that are shown; one is chosen by a click or Enter, more by Ctrl, Shift or Space. */
export function RunList({ runs }: { runs: readonly RunSummary[] }) {
  const words = useWords();
  const { t } = words;
  const { chosen, sort } = useRuns();
  const isTagged = runs.some(({ label }) => label.tags.length > 0);
  const columns = useMemo(() => columnsOf(words, isTagged), [words, isTagged]);

  function choose({ folder }: RunSummary, gesture: GridGesture): void {
    const [first] = chosen;
    const anchor = runs.findIndex((run) => run.folder === first);
    if (gesture === 'toggle') toggleRun(folder);
    else if (gesture === 'one' || first === undefined || anchor < 0) chooseRuns([folder]);
    else {
      const index = runs.findIndex((run) => run.folder === folder);
      const between = runs.slice(Math.min(anchor, index), Math.max(anchor, index) + 1).map((run) => run.folder);
      chooseRuns([first, ...between.filter((each) => each !== first)]);
    }
  }

  function press(event: KeyboardEvent): void {
    if (event.key === 'Delete') performIfEnabled(deleteRuns);
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) chooseRuns(runs.map(({ folder }) => folder));
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const sortBy = (id: string) => {
    const column = id as RunColumn;
    const descending = column === sort.column ? !sort.descending : !risingColumns.includes(column);
    useRuns.setState({ sort: { column, descending } });
  };

  return (
    <DataGrid
      label={t('runs.list')}
      columns={columns}
      rows={runs}
      keyOf={({ folder }) => folder}
      sort={sort}
      onSort={sortBy}
      isChosen={({ folder }) => chosen.includes(folder)}
      onChoose={choose}
      onKey={press}
      multiple
      empty={
        isFiltered() && (
          <>
            <span>{t('runs.nothingFound')}</span>
            <Button size="compact-xs" variant="default" onClick={() => useRuns.setState(noFilter)}>
              {t('runs.showAll')}
            </Button>
          </>
        )
      }
    />
  );
}

/** Those of words, sorted from A to Z at first. */
const risingColumns: readonly RunColumn[] = ['name', 'state', 'dataset', 'optimizer'];

function columnsOf(words: Words, isTagged: boolean): GridColumn<RunSummary>[] {
  const { t, text, format } = words;
  const share = (value: number | null) => (value === null ? '–' : format.percent(value));
  const column = (id: RunColumn, track: string, cell: GridColumn<RunSummary>['cell']) => ({
    id,
    track,
    cell,
    label: t(`runs.column.${id}`),
  });
  return [
    {
      id: 'choose',
      label: <VisuallyHidden>{t('runs.choose')}</VisuallyHidden>,
      sortable: false,
      track: '24px',
      cell: (run) => <Choice run={run} words={words} />,
    },
    {
      ...column('name', 'minmax(140px, 1fr)', (run) => <Name run={run} words={words} />),
      isHead: true,
      title: ({ folder, design, label: { tags, notes } }) => [folder, text(design), tags.join(', '), notes].filter(Boolean).join('\n'),
    },
    ...(isTagged ? [tagsColumn(t('runs.tags'))] : []),
    column('state', '82px', ({ state }) => (
      <span className={classes.state} data-state={state}>
        {t(`runs.state.${state}`)}
      </span>
    )),
    {
      ...column('dataset', '76px', ({ images }) => images?.dataset.name ?? '–'),
      title: ({ images }) => images?.dataset.name ?? '',
    },
    column('optimizer', '76px', (run) => optimizerOf(run, text) || '–'),
    column('test', '66px', ({ test }) => share(test)),
    column('validation', '70px', ({ validation }) => share(validation)),
    column('parameters', '72px', ({ parameters }) => (parameters === null ? '–' : format.compact(parameters))),
    column('seconds', '70px', ({ seconds }) => (seconds > 0 ? format.duration(seconds) : '–')),
    column('created', '100px', ({ created }) => (created ? format.moment(new Date(created)) : '–')),
  ];
}

/** Tags that there is room for; the others are counted, and all of them are told where one points. */
const TAGS = 2;

const tagsColumn = (label: string): GridColumn<RunSummary> => ({
  id: 'tags',
  label,
  sortable: false,
  track: 'minmax(110px, 0.5fr)',
  title: ({ label: { tags } }) => tags.join(', '),
  cell: ({ label: { tags } }) => (
    <>
      {tags.slice(0, TAGS).map((tag) => (
        <em key={tag} className={classes.tag}>
          {tag}
        </em>
      ))}
      {tags.length > TAGS && <span className={classes.more}>+{tags.length - TAGS}</span>}
    </>
  ),
});

function Choice({ run, words: { t, text } }: { run: RunSummary; words: Words }) {
  const chosen = useRuns((state) => state.chosen.includes(run.folder));
  return (
    <Checkbox
      size="xs"
      tabIndex={-1}
      aria-label={t('runs.chooseRun', { name: nameOf(run, { text }) })}
      checked={chosen}
      onClick={(event) => event.stopPropagation()}
      onChange={() => toggleRun(run.folder)}
    />
  );
}

/** What the run is called; where that does not say its design, that too. */
function Name({ run, words: { text } }: { run: RunSummary; words: Words }) {
  const { label, design } = run;
  const name = nameOf(run, { text });
  return (
    <>
      <i className={classes.dot} data-colour={label.colour} aria-hidden />
      <b className={classes.name}>{name}</b>
      {!name.startsWith(text(design)) && <span className={classes.design}>{text(design)}</span>}
      {label.notes && <IconNote className={classes.mark} size={13} aria-hidden />}
    </>
  );
}
