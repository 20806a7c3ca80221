import { TextInput } from '@mantine/core';
import type { DataPreview } from '@shared/contracts/state';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import { PixelImage } from '../../components/PixelImage';
import { renameClass, useData } from '../../state/data-store';
import { useWords } from '../../words/use-words';
import classes from './DataDialog.module.css';

const ROW = 44;
const SIDE = 36;
const partNames = ['training', 'validation', 'test'] as const;

/** A row for each class: its name, which can be edited, its images as a bar by part, samples of it. */
export function ClassRows({ preview }: { preview: DataPreview }) {
  const { t, format } = useWords();
  const names = useData((state) => state.classes);
  const scroller = useRef<HTMLDivElement>(null);
  const count = preview.classes.length;
  const rows = useVirtualizer({ count, getScrollElement: () => scroller.current, estimateSize: () => ROW, overscan: 4 });
  const samples = useMemo(() => samplesOf(preview), [preview]);
  const totals = preview.classes.map((_, label) => partNames.reduce((sum, part) => sum + (preview.parts[part][label] ?? 0), 0));
  const most = Math.max(1, ...totals);
  const [, width, channels] = preview.shape;
  return (
    <section aria-label={t('data.classes', { count })}>
      <h3 className={classes.heading}>{t('data.classes', { count })}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls */}
      <div ref={scroller} className={classes.rows} style={{ '--rows': count } as React.CSSProperties} tabIndex={0}>
        <ul className={classes.list} style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, key, start }) => (
            <li key={key} className={classes.row} style={{ transform: `translateY(${start}px)` }} data-testid="class-row">
              <TextInput
                size="xs"
                aria-label={t('data.className', { number: index + 1 })}
                value={names[index] ?? ''}
                maxLength={100}
                onChange={(event) => renameClass(index, event.currentTarget.value)}
              />
              <span className={classes.bar} role="img" aria-label={t('data.classCount', { count: totals[index] ?? 0 })}>
                {partNames.map((part) => (
                  <i key={part} data-part={part} style={{ width: `${(100 * (preview.parts[part][index] ?? 0)) / most}%` }} />
                ))}
              </span>
              <span className={classes.count}>{format.count(totals[index] ?? 0)}</span>
              <span className={classes.samples} role="img" aria-label={t('data.samples', { name: names[index] ?? '' })}>
                {samples[index]?.map((pixels, place) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a sample has no name but its place
                  <PixelImage key={place} pixels={pixels} width={width} channels={channels} size={SIDE} />
                ))}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

/** By class. */
function samplesOf({ samples: { pixels, labels }, shape, classes: names }: DataPreview): Uint8Array[][] {
  const size = shape[0] * shape[1] * shape[2];
  const found = names.map((): Uint8Array[] => []);
  labels.forEach((label, index) => {
    found[label]?.push(pixels.subarray(index * size, (index + 1) * size));
  });
  return found;
}
