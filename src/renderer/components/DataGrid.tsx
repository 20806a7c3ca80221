import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, type ReactNode, useRef, useState } from 'react';
import classes from './DataGrid.module.css';

export interface GridColumn<Row> {
  readonly id: string;
  readonly label: ReactNode;
  /** Whether rows can be sorted by it. */
  readonly sortable?: boolean;
  /** Its share of the width, as a track of a CSS grid. */
  readonly track: string;
  cell(row: Row): ReactNode;
  /** Stays in sight where there is no room for all columns. */
  readonly isHead?: boolean;
  /** What is told of the cell where one points. */
  title?(row: Row): string;
}

export interface GridSort<Id extends string = string> {
  readonly column: Id;
  readonly descending: boolean;
}

/** How a row was pressed: alone, as one more or less, or with all from the last one to it. */
export type GridGesture = 'one' | 'toggle' | 'range';

interface DataGridProps<Row> {
  readonly label: string;
  readonly columns: readonly GridColumn<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string | number;
  readonly sort: GridSort | null;
  readonly onSort: (column: string) => void;
  readonly isChosen: (row: Row) => boolean;
  readonly onChoose: (row: Row, gesture: GridGesture) => void;
  readonly multiple?: boolean;
  /** Of rows that stand within others: how deep, from 1, and of one with others below it whether they are shown. */
  readonly nesting?: ((row: Row) => { readonly level: number; readonly isOpen?: boolean }) | undefined;
  /** Keys that the grid itself has no use for. */
  readonly onKey?: (event: KeyboardEvent, row: Row) => void;
  /** Shown where there are no rows. */
  readonly empty?: ReactNode;
}

const ROW_HEIGHT = 34;
/** Pixels, as in the style sheet, and so are the gaps and margins below. */
const HEAD_HEIGHT = 35;
const PAGE = 10;

/** Rows of which only those in sight are drawn. Gone through by arrows, chosen by a click, Enter or Space. */
export function DataGrid<Row>(props: DataGridProps<Row>) {
  const { label, columns, rows, keyOf, sort, onSort, isChosen, onChoose, multiple = false, nesting, onKey, empty } = props;
  const place = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);
  const window = useVirtualizer({
    count: rows.length,
    getScrollElement: () => place.current,
    estimateSize: () => ROW_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
    scrollMargin: HEAD_HEIGHT,
    overscan: 8,
  });
  const shown = window.getVirtualItems();
  // The row that Tab leads to is always one that is drawn.
  const stop = shown.some(({ index }) => index === current) ? current : shown[Math.min(8, shown.length - 1)]?.index;
  const template = columns.map(({ track }) => track).join(' ');

  function move(to: number, choose: boolean): void {
    const next = Math.max(0, Math.min(rows.length - 1, to));
    const row = rows[next];
    if (!row) return;
    setCurrent(next);
    window.scrollToIndex(next);
    requestAnimationFrame(() => place.current?.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus());
    if (choose) onChoose(row, multiple ? 'range' : 'one');
  }

  function press(event: KeyboardEvent, index: number): void {
    const row = rows[index];
    const steps: Record<string, number> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      Home: 0,
      End: rows.length - 1,
      PageDown: index + PAGE,
      PageUp: index - PAGE,
    };
    const step = steps[event.key];
    // Where but one row can be chosen, it is the one that is gone to.
    if (step !== undefined) move(step, !multiple || event.shiftKey);
    else if (row && event.key === 'Enter') onChoose(row, 'one');
    else if (row && event.key === ' ') onChoose(row, multiple ? 'toggle' : 'one');
    else {
      if (row) onKey?.(event, row);
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  function click(event: MouseEvent, index: number): void {
    const row = rows[index];
    if (!row) return;
    setCurrent(index);
    onChoose(row, !multiple ? 'one' : event.ctrlKey || event.metaKey ? 'toggle' : event.shiftKey ? 'range' : 'one');
  }

  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: its role is one of two
    <div
      ref={place}
      className={classes.grid}
      role={nesting ? 'treegrid' : 'grid'}
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-multiselectable={multiple}
    >
      {/* Goes sideways where the columns need more room than there is; the head stays above the rows. */}
      <div className={classes.wide} style={{ minWidth: leastWidth(columns) }} role="presentation">
        <Head columns={columns} template={template} sort={sort} onSort={onSort} />
        {rows.length === 0 && <div className={classes.empty}>{empty}</div>}
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        <div className={classes.rows} role="rowgroup" hidden={rows.length === 0}>
          <div style={{ height: window.getTotalSize() }} role="presentation">
            {shown.map(({ index, start }) => {
              const row = rows[index];
              if (!row) return null;
              const nested = nesting?.(row);
              return (
                // biome-ignore lint/a11y/useSemanticElements: see above
                <div
                  key={keyOf(row)}
                  className={classes.row}
                  role="row"
                  data-index={index}
                  aria-rowindex={index + 2}
                  aria-level={nested?.level}
                  aria-expanded={nested?.isOpen}
                  aria-selected={isChosen(row)}
                  tabIndex={index === stop ? 0 : -1}
                  style={{ transform: `translateY(${start - HEAD_HEIGHT}px)`, height: ROW_HEIGHT, gridTemplateColumns: template }}
                  onClick={(event) => click(event, index)}
                  onKeyDown={(event) => press(event, index)}
                >
                  {columns.map(({ id, cell, title, isHead }) => (
                    // biome-ignore lint/a11y/useSemanticElements: a cell of the grid
                    // biome-ignore lint/a11y/useFocusableInteractive: its row is focused
                    <span key={id} role="gridcell" className={classes.cell} data-head={isHead || undefined} title={title?.(row)}>
                      {cell(row)}
                    </span>
                  ))}
                </div>
              );
            })}
          </div>
        </div>
      </div>
    </div>
  );
}

/** Pixels: the tracks at their narrowest, the gaps between them and the room beside them. */
const leastWidth = (columns: readonly { readonly track: string }[]): number =>
  columns.reduce((sum, { track }) => sum + Number(/(\d+)px/.exec(track)?.[1] ?? 0), 0) + GAP * (columns.length - 1) + 2 * BESIDE;

const GAP = 6;
const BESIDE = 12;

interface HeadProps<Row> extends Pick<DataGridProps<Row>, 'columns' | 'sort' | 'onSort'> {
  readonly template: string;
}

function Head<Row>({ columns, template, sort, onSort }: HeadProps<Row>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: the head of the grid
    // biome-ignore lint/a11y/useFocusableInteractive: its buttons are focused
    <div className={classes.head} role="row" style={{ gridTemplateColumns: template }}>
      {columns.map(({ id, label, sortable = true, isHead }) => {
        const isSorted = id === sort?.column;
        const direction = sort?.descending ? 'descending' : 'ascending';
        const Arrow = sort?.descending ? IconArrowDown : IconArrowUp;
        return (
          // biome-ignore lint/a11y/useSemanticElements: as above
          // biome-ignore lint/a11y/useFocusableInteractive: as above
          <span
            key={id}
            role="columnheader"
            data-head={isHead || undefined}
            aria-sort={sortable ? (isSorted ? direction : 'none') : undefined}
          >
            {sortable ? (
              <button type="button" className={classes.sort} onClick={() => onSort(id)}>
                <span>{label}</span>
                {isSorted && <Arrow size={12} aria-hidden />}
              </button>
            ) : (
              label
            )}
          </span>
        );
      })}
    </div>
  );
}
