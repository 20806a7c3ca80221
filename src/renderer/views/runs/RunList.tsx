import { Button, Checkbox, VisuallyHidden } from '@mantine/core';
import type { RunSummary } from '@shared/contracts/run';
import { IconNote } from '@tabler/icons-react';
import { type KeyboardEvent, useMemo } from 'react';
import { performIfEnabled } from '../../actions/action';
import { DataGrid, type GridColumn, type GridGesture } from '../../components/DataGrid';
import { useWords, type Words } from '../../words/use-words';
import { deleteRuns } from './actions';
import classes from './RunList.module.css';
import { nameOf } from './shown-runs';
import { chooseRuns, isFiltered, noFilter, type RunColumn, toggleRun, useRuns } from './state/runs-store';

/** The runs that are shown; one is chosen by a click or Enter, more by Ctrl, Shift or Space. */
export function RunList({ runs }: { runs: readonly RunSummary[] }) {
  const words = useWords();
  const { t } = words;
  const { chosen, sort } = useRuns();
  const columns = useMemo(() => columnsOf(words), [words]);

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
    const descending = column === sort.column ? !sort.descending : column !== 'name' && column !== 'state';
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

function columnsOf(words: Words): GridColumn<RunSummary>[] {
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
      track: '28px',
      cell: (run) => <Choice run={run} words={words} />,
    },
    {
      ...column('name', 'minmax(160px, 1fr)', (run) => <Name run={run} words={words} />),
      title: ({ folder, design, label: { tags, notes } }) => [folder, text(design), tags.join(', '), notes].filter(Boolean).join('\n'),
    },
    column('state', '92px', ({ state }) => (
      <span className={classes.state} data-state={state}>
        {t(`runs.state.${state}`)}
      </span>
    )),
    column('test', '78px', ({ test }) => share(test)),
    column('validation', '82px', ({ validation }) => share(validation)),
    column('parameters', '78px', ({ parameters }) => (parameters === null ? '–' : format.compact(parameters))),
    column('seconds', '82px', ({ seconds }) => (seconds > 0 ? format.duration(seconds) : '–')),
    column('created', '104px', ({ created }) => (created ? format.moment(new Date(created)) : '–')),
  ];
}

function Choice({ run, words: { t, text } }: { run: RunSummary; words: Words }) {
  const chosen = useRuns((state) => state.chosen.includes(run.folder));
  return (
    <Checkbox
      size="xs"
      tabIndex={-1}
      aria-label={t('runs.chooseRun', { name: text(nameOf(run)) })}
      checked={chosen}
      onClick={(event) => event.stopPropagation()}
      onChange={() => toggleRun(run.folder)}
    />
  );
}

/** What the run is called; where that is the user's own word for it, its design too. */
function Name({ run, words: { text } }: { run: RunSummary; words: Words }) {
  const { label, design } = run;
  return (
    <>
      <i className={classes.dot} data-colour={label.colour} aria-hidden />
      <b className={classes.name}>{text(nameOf(run))}</b>
      {label.name && <span className={classes.design}>{text(design)}</span>}
      {label.notes && <IconNote className={classes.mark} size={13} aria-hidden />}
      {label.tags.map((tag) => (
        <em key={tag} className={classes.tag}>
          {tag}
        </em>
      ))}
    </>
  );
}
