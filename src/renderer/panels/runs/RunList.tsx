import { Checkbox, VisuallyHidden } from '@mantine/core';
import type { RunSummary } from '@shared/ipc/state';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, useRef, useState } from 'react';
import { useWords, type Words } from '../../i18n/use-words';
import { chooseRuns, type RunColumn, runColumns, toggleRun, useRuns } from '../../state/runs-store';
import classes from './RunList.module.css';
import { nameOf } from './shown-runs';

const ROW_HEIGHT = 34;

/** Rows of runs, only those in sight drawn; one is chosen by a click or Enter, more by Ctrl or Space. */
export function RunList({ runs }: { runs: readonly RunSummary[] }) {
  const words = useWords();
  const { t } = words;
  const place = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);
  const chosen = useRuns((state) => state.chosen);
  const rows = useVirtualizer({ count: runs.length, getScrollElement: () => place.current, estimateSize: () => ROW_HEIGHT, overscan: 8 });

  function move(to: number): void {
    const next = Math.max(0, Math.min(runs.length - 1, to));
    setCurrent(next);
    rows.scrollToIndex(next);
    requestAnimationFrame(() => place.current?.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus());
  }

  function press(event: KeyboardEvent, index: number): void {
    const folder = runs[index]?.folder;
    const steps: Record<string, number> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      Home: 0,
      End: runs.length - 1,
      PageDown: index + 10,
      PageUp: index - 10,
    };
    const step = steps[event.key];
    if (step !== undefined) move(step);
    else if (folder && event.key === 'Enter') chooseRuns([folder]);
    else if (folder && event.key === ' ') toggleRun(folder);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function click(event: MouseEvent, index: number): void {
    const folder = runs[index]?.folder;
    if (!folder) return;
    setCurrent(index);
    if (event.ctrlKey || event.metaKey) toggleRun(folder);
    else if (event.shiftKey && chosen[0]) {
      const from = runs.findIndex((run) => run.folder === chosen[0]);
      const [first, last] = [Math.min(from, index), Math.max(from, index)];
      chooseRuns([
        chosen[0],
        ...runs
          .slice(first, last + 1)
          .map((run) => run.folder)
          .filter((each) => each !== chosen[0]),
      ]);
    } else chooseRuns([folder]);
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are drawn as they come into sight, which a table cannot
    <div className={classes.grid} role="grid" aria-label={t('runs.list')} aria-rowcount={runs.length + 1} aria-multiselectable>
      <Head />
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      <div ref={place} className={classes.rows} role="rowgroup">
        <div style={{ height: rows.getTotalSize() }} role="presentation">
          {rows.getVirtualItems().map(({ index, start }) => {
            const run = runs[index];
            if (!run) return null;
            return (
              // biome-ignore lint/a11y/useSemanticElements: see above
              <div
                key={run.folder}
                className={classes.row}
                role="row"
                data-index={index}
                aria-rowindex={index + 2}
                aria-selected={chosen.includes(run.folder)}
                tabIndex={index === Math.min(current, runs.length - 1) ? 0 : -1}
                style={{ transform: `translateY(${start}px)`, height: ROW_HEIGHT }}
                onClick={(event) => click(event, index)}
                onKeyDown={(event) => press(event, index)}
              >
                <Cells run={run} chosen={chosen.includes(run.folder)} words={words} />
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function Head() {
  const { t } = useWords();
  const { column: sorted, descending } = useRuns((state) => state.sort);
  const sortBy = (column: RunColumn) =>
    useRuns.setState({ sort: { column, descending: column === sorted ? !descending : column !== 'name' && column !== 'state' } });
  return (
    // biome-ignore lint/a11y/useSemanticElements: the head of the grid
    // biome-ignore lint/a11y/useFocusableInteractive: its buttons are focused
    <div className={classes.head} role="row">
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: as above */}
      <span role="columnheader">
        <VisuallyHidden>{t('runs.choose')}</VisuallyHidden>
      </span>
      {runColumns.map((column) => (
        // biome-ignore lint/a11y/useSemanticElements: as above
        // biome-ignore lint/a11y/useFocusableInteractive: as above
        <span key={column} role="columnheader" aria-sort={column === sorted ? (descending ? 'descending' : 'ascending') : 'none'}>
          <button type="button" className={classes.sort} onClick={() => sortBy(column)}>
            {t(`runs.column.${column}`)}
            {column === sorted && (descending ? <IconArrowDown size={12} aria-hidden /> : <IconArrowUp size={12} aria-hidden />)}
          </button>
        </span>
      ))}
    </div>
  );
}

function Cells({ run, chosen, words }: { run: RunSummary; chosen: boolean; words: Words }) {
  const { t, text, format } = words;
  const share = (value: number | null) => (value === null ? '–' : format.percent(value));
  const name = text(nameOf(run));
  return (
    <>
      <Cell>
        <Checkbox
          size="xs"
          tabIndex={-1}
          aria-label={t('runs.chooseRun', { name })}
          checked={chosen}
          onClick={(event) => event.stopPropagation()}
          onChange={() => toggleRun(run.folder)}
        />
      </Cell>
      <Cell title={run.folder}>
        <i className={classes.dot} data-colour={run.label.colour} aria-hidden />
        <b className={classes.name}>{name}</b>
        {run.label.tags.map((tag) => (
          <em key={tag} className={classes.tag}>
            {tag}
          </em>
        ))}
      </Cell>
      <Cell>
        <span className={classes.state} data-state={run.state}>
          {t(`runs.state.${run.state}`)}
        </span>
      </Cell>
      <Cell>{share(run.test)}</Cell>
      <Cell>{share(run.validation)}</Cell>
      <Cell>{run.parameters === null ? '–' : format.compact(run.parameters)}</Cell>
      <Cell>{run.seconds > 0 ? format.duration(run.seconds) : '–'}</Cell>
      <Cell>{run.created ? format.moment(new Date(run.created)) : '–'}</Cell>
    </>
  );
}

function Cell({ title, children }: { title?: string; children: React.ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a cell of the grid
    // biome-ignore lint/a11y/useFocusableInteractive: its row is focused
    <span role="gridcell" className={classes.cell} title={title}>
      {children}
    </span>
  );
}
