import { Button, Select, TextInput } from '@mantine/core';
import { IconMoodSmile } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { EmptyState } from '../../components/EmptyState';
import { SaveMenu } from '../../controls/SaveMenu';
import { useWords } from '../../words/use-words';
import classes from './Gallery.module.css';
import { galleryCsv, galleryPng } from './save-gallery';
import { clearFilter, type Group, groups, openDigit, setFilter, setSorting, sortings, useInspect } from './state/inspect-store';
import { Tile } from './Tile';
import { useFirst, useSecond, useShownImages } from './use-predictions';

const TILE_WIDTH = 116;
const ROW_HEIGHT = 158;
const pairGroups = ['fixed', 'broken', 'bothWrong'] as const;

/** The digits that the filter lets through, as many as there are. */
export function Gallery() {
  const { t } = useWords();
  const shown = useShownImages();
  return (
    <div className={classes.gallery}>
      <Toolbar shown={shown} />
      {shown.length > 0 ? (
        <Tiles shown={shown} />
      ) : (
        <EmptyState Icon={IconMoodSmile} title={t('inspect.nothingTitle')} text={t('inspect.nothingText')}>
          <Button.Group>
            <Button variant="default" onClick={clearFilter}>
              {t('inspect.allMistakes')}
            </Button>
            <Button variant="default" onClick={() => setFilter({ group: 'all', label: null, predicted: null, chosen: null })}>
              {t('inspect.allDigits')}
            </Button>
          </Button.Group>
        </EmptyState>
      )}
    </div>
  );
}

function Toolbar({ shown }: { shown: readonly number[] }) {
  const { t, format } = useWords();
  const filter = useInspect((state) => state.filter);
  const sorting = useInspect((state) => state.sorting);
  const first = useFirst();
  const second = useSecond();
  const pixels = useInspect(({ images }) => (images && images.key === first?.key && images.loaded === first.count ? images.pixels : null));
  if (!first) return null;
  const digits = [{ value: '', label: t('inspect.any') }, ...first.classes.map((label, value) => ({ value: String(value), label }))];
  const digit = (value: string | null) => (value ? Number(value) : null);
  const common = {
    size: 'xs',
    allowDeselect: false,
    searchable: first.classes.length > 12,
    comboboxProps: { withinPortal: false },
  } as const;
  const wide = first.classes.some((name) => name.length > 4) ? 132 : null;
  return (
    <div className={classes.tools}>
      <span className={classes.count} role="status" data-testid="gallery-count">
        {t('inspect.shown', { shown: format.count(shown.length), all: format.count(first.count) })}
      </span>
      <SaveMenu
        name={t('inspect.galleryName')}
        contents={{ ...(pixels && { png: () => galleryPng(first, pixels, shown) }), csv: () => galleryCsv(first, second, shown) }}
      />
      <Select
        {...common}
        w={132}
        aria-label={t('inspect.groupLabel')}
        data={[...groups, ...(second ? pairGroups : [])].map((value) => ({ value, label: t(`inspect.group.${value}`) }))}
        value={filter.group}
        onChange={(value) => setFilter({ group: value as Group })}
      />
      <Select
        {...common}
        w={wide ?? 84}
        aria-label={t('inspect.true')}
        data={digits.map((each) => (each.value === '' ? { ...each, label: t('inspect.anyTrue') } : each))}
        value={String(filter.label ?? '')}
        onChange={(value) => setFilter({ label: digit(value) })}
      />
      <Select
        {...common}
        w={wide ?? 92}
        aria-label={t('inspect.predicted')}
        data={digits.map((each) => (each.value === '' ? { ...each, label: t('inspect.anyPredicted') } : each))}
        value={String(filter.predicted ?? '')}
        onChange={(value) => setFilter({ predicted: digit(value) })}
      />
      <Select
        {...common}
        w={112}
        aria-label={t('inspect.sorting')}
        data={sortings.map((value) => ({ value, label: t(`inspect.sort.${value}`) }))}
        value={sorting}
        onChange={(value) => setSorting(value as typeof sorting)}
      />
      <FindByIndex />
      {filter.chosen && (
        <Button size="compact-xs" variant="default" onClick={() => setFilter({ chosen: null })}>
          {t('inspect.chosen', { count: filter.chosen.size })} ✕
        </Button>
      )}
    </div>
  );
}

/** Opens the digit of that number in its file. */
function FindByIndex() {
  const { t } = useWords();
  const first = useFirst();
  const [text, setText] = useState('');
  const place = first && /^\d+$/.test(text.trim()) ? first.positions.indexOf(Number(text)) : -1;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (place >= 0) openDigit(place);
      }}
    >
      <TextInput
        size="xs"
        w={84}
        aria-label={t('inspect.find')}
        placeholder={t('inspect.findHint')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={text.trim() !== '' && place < 0}
      />
    </form>
  );
}

function Tiles({ shown }: { shown: readonly number[] }) {
  const { t } = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const columns = useColumns(scroller);
  const [current, setCurrent] = useState(0);
  const rows = useVirtualizer({
    count: Math.ceil(shown.length / columns),
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 3,
  });

  /** The arrow keys go from digit to digit, into view where they are not. */
  function onKeyDown(event: KeyboardEvent): void {
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: -1,
      ArrowRight: 1,
      ArrowUp: -columns,
      ArrowDown: columns,
      Home: -shown.length,
      End: shown.length,
    };
    const step = steps[event.key];
    if (step === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const next = Math.min(shown.length - 1, Math.max(0, current + step));
    setCurrent(next);
    rows.scrollToIndex(Math.floor(next / columns));
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-place="${next}"]`)?.focus());
  }

  return (
    <div ref={scroller} className={classes.scroller} data-testid="gallery">
      <div
        role="listbox"
        tabIndex={-1}
        aria-label={t('inspect.gallery')}
        className={classes.tiles}
        style={{ height: rows.getTotalSize() }}
        onKeyDown={onKeyDown}
      >
        {rows.getVirtualItems().map((row) => (
          <div key={row.key} role="presentation" className={classes.row} style={{ transform: `translateY(${row.start}px)` }}>
            {shown.slice(row.index * columns, (row.index + 1) * columns).map((image, column) => {
              const place = row.index * columns + column;
              return (
                <Tile
                  key={image}
                  image={image}
                  place={place}
                  count={shown.length}
                  current={place === Math.min(current, shown.length - 1)}
                  onFocus={setCurrent}
                />
              );
            })}
          </div>
        ))}
      </div>
    </div>
  );
}

function useColumns(scroller: React.RefObject<HTMLDivElement | null>): number {
  const [columns, setColumns] = useState(6);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setColumns(Math.max(1, Math.floor(element.clientWidth / TILE_WIDTH))));
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
  return columns;
}
