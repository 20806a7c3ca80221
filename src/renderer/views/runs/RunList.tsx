import { ActionIcon, Button, Checkbox, VisuallyHidden } from '@mantine/core';
import type { RunSummary } from '@shared/contracts/run';
import { IconChevronRight, IconNote } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useMemo } from 'react';
import { performIfEnabled } from '../../actions/action';
import { DataGrid, type GridColumn, type GridGesture } from '../../components/DataGrid';
import { useWords, type Words } from '../../words/use-words';
import { deleteRuns } from './actions';
import { meanText, timesText } from './mean-text';
import classes from './RunList.module.css';
import { figuresOf, type RunRow } from './run-rows';
import { nameOf, optimizerOf } from './shown-runs';
import { chooseRuns, isFiltered, noFilter, type RunColumn, toggleGroup, toggleRuns, useRuns } from './state/runs-store';

/** The runs that are shown; one is chosen by a click or Enter, more by Ctrl, Shift or Space. */
export function RunList({ rows }: { rows: readonly RunRow[] }) {
  const words = useWords();
  const { t } = words;
  const { chosen, sort, open } = useRuns();
  const isTagged = rows.some(({ run }) => run.label.tags.length > 0);
  const hasGroups = rows.some(({ members }) => members !== null);
  const columns = useMemo(() => columnsOf(words, isTagged, hasGroups), [words, isTagged, hasGroups]);

  function choose(row: RunRow, gesture: GridGesture): void {
    const folders = foldersOf(row);
    const [first] = chosen;
    const anchor = rows.findIndex((each) => first !== undefined && foldersOf(each).includes(first));
    if (gesture === 'toggle') toggleRuns(folders);
    else if (gesture === 'one' || first === undefined || anchor < 0) chooseRuns(folders);
    else {
      const index = rows.indexOf(row);
      const between = rows.slice(Math.min(anchor, index), Math.max(anchor, index) + 1).flatMap(foldersOf);
      chooseRuns([...new Set([first, ...between])]);
    }
  }

  function press(event: KeyboardEvent, { key, run, members, isInner }: RunRow): void {
    if (event.key === 'Delete') performIfEnabled(deleteRuns);
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) chooseRuns([...new Set(rows.flatMap(foldersOf))]);
    else if (members && (event.key === 'ArrowRight' || event.key === 'ArrowLeft')) toggleGroup(key, event.key === 'ArrowRight');
    else if (isInner && run.repeat && event.key === 'ArrowLeft') toggleGroup(run.repeat.group, false);
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
      rows={rows}
      keyOf={({ key }) => key}
      sort={sort}
      onSort={sortBy}
      isChosen={(row) => foldersOf(row).every((folder) => chosen.includes(folder))}
      onChoose={choose}
      onKey={press}
      multiple
      nesting={
        hasGroups ? ({ key, members, isInner }) => ({ level: isInner ? 2 : 1, ...(members && { isOpen: open.includes(key) }) }) : undefined
      }
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

/** Of a group all of its runs. */
const foldersOf = ({ run, members }: RunRow): readonly string[] => members?.map(({ folder }) => folder) ?? [run.folder];

function columnsOf(words: Words, isTagged: boolean, hasGroups: boolean): GridColumn<RunRow>[] {
  const { t, text, format } = words;
  const share = ({ run, members }: RunRow, figure: 'test' | 'validation') => {
    const value = run[figure];
    if (value === null) return '–';
    return members ? meanText(figuresOf(members, figure), words) : format.percent(value);
  };
  const column = (id: RunColumn, track: string, cell: (run: RunSummary) => ReactNode): GridColumn<RunRow> => ({
    ...{ id, track, label: t(`runs.column.${id}`) },
    cell: ({ run }) => cell(run),
  });
  const figure = (id: 'test' | 'validation', track: string): GridColumn<RunRow> => ({
    ...column(id, hasGroups ? '112px' : track, () => null),
    cell: (row) => share(row, id),
    title: (row) => (row.members ? t('repeats.figure', { figures: share(row, id), count: figuresOf(row.members, id).length }) : ''),
  });
  return [
    {
      id: 'choose',
      label: <VisuallyHidden>{t('runs.choose')}</VisuallyHidden>,
      sortable: false,
      track: '24px',
      cell: (row) => <Choice row={row} words={words} />,
    },
    {
      ...column('name', 'minmax(140px, 1fr)', () => null),
      cell: (row) => <Name row={row} words={words} />,
      isHead: true,
      title: ({ run: { folder, design, label }, members, key }) =>
        [members ? key : folder, text(design), label.tags.join(', '), label.notes].filter(Boolean).join('\n'),
    },
    ...(isTagged ? [tagsColumn(t('runs.tags'))] : []),
    column('state', '82px', ({ state }) => (
      <span className={classes.state} data-state={state}>
        {t(`runs.state.${state}`)}
      </span>
    )),
    {
      ...column('dataset', '76px', ({ images }) => images?.dataset.name ?? '–'),
      title: ({ run }) => run.images?.dataset.name ?? '',
    },
    column('optimizer', '76px', (run) => optimizerOf(run, text) || '–'),
    figure('test', '66px'),
    figure('validation', '70px'),
    column('parameters', '72px', ({ parameters }) => (parameters === null ? '–' : format.compact(parameters))),
    column('seconds', '70px', ({ seconds }) => (seconds > 0 ? format.duration(seconds) : '–')),
    column('created', '100px', ({ created }) => (created ? format.moment(new Date(created)) : '–')),
  ];
}

/** Tags that there is room for; the others are counted, and all of them are told where one points. */
const TAGS = 2;

const tagsColumn = (label: string): GridColumn<RunRow> => ({
  id: 'tags',
  label,
  sortable: false,
  track: 'minmax(110px, 0.5fr)',
  title: ({ run }) => run.label.tags.join(', '),
  cell: ({
    run: {
      label: { tags },
    },
  }) => (
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

function Choice({ row, words: { t, text } }: { row: RunRow; words: Words }) {
  const folders = foldersOf(row);
  const chosen = useRuns((state) => folders.filter((folder) => state.chosen.includes(folder)).length);
  return (
    <Checkbox
      size="xs"
      tabIndex={-1}
      aria-label={t('runs.chooseRun', { name: nameOf(row.run, { text }) })}
      checked={chosen === folders.length}
      indeterminate={chosen > 0 && chosen < folders.length}
      onClick={(event) => event.stopPropagation()}
      onChange={() => toggleRuns(folders)}
    />
  );
}

/** What the run is called; where that does not say its design, that too. A group tells how many it has, one within it its seed. */
function Name({ row: { key, run, members, isInner }, words: { t, text } }: { row: RunRow; words: Words }) {
  const { label, design } = run;
  const name = nameOf(run, { text });
  const isOpen = useRuns((state) => state.open.includes(key));
  if (members) {
    return (
      <>
        <ActionIcon
          size="xs"
          variant="subtle"
          color="gray"
          tabIndex={-1}
          aria-expanded={isOpen}
          aria-label={t(isOpen ? 'repeats.close' : 'repeats.open', { name: text(design) })}
          onClick={(event) => {
            event.stopPropagation();
            toggleGroup(key);
          }}
        >
          <IconChevronRight size={14} className={classes.chevron} data-open={isOpen} />
        </ActionIcon>
        <b className={classes.name}>{text(design)}</b>
        <span className={classes.design}>{timesText(members, t)}</span>
      </>
    );
  }
  return (
    <>
      <i className={classes.dot} data-colour={label.colour} data-inner={isInner || undefined} aria-hidden />
      <b className={classes.name}>{name}</b>
      {!isInner && !name.startsWith(text(design)) && <span className={classes.design}>{text(design)}</span>}
      {label.notes && <IconNote className={classes.mark} size={13} aria-hidden />}
    </>
  );
}
