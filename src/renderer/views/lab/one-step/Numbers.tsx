import { NumberInput } from '@mantine/core';
import { floatAt } from '@shared/at';
import { heatOf } from '@shared/lab/one-step/heat';
import type { Planes } from '@shared/lab/one-step/planes';
import { useId, useMemo } from 'react';
import { PixelImage } from '../../../components/PixelImage';
import { useWords } from '../../../words/use-words';
import classes from './OneStep.module.css';

interface NumbersProps {
  readonly title: string;
  readonly planes: Planes;
  /** The place in the values that is chosen; null where another figure's is. */
  readonly chosen: number | null;
  readonly onChoose: (index: number) => void;
}

/** So many numbers to each side of the chosen one are written out. */
const AROUND = 2;
const SIDE = 168;

/** Numbers as a picture, of which one can be chosen by a click or the arrow keys; those around it are written out. */
export function Numbers({ title, planes, chosen, onChoose }: NumbersProps) {
  const { t, format } = useWords();
  const keys = useId();
  const at = chosen === null ? null : planes.placeOf(chosen);
  const plane = at?.plane ?? 0;
  const values = useMemo(() => planes.plane(plane), [planes, plane]);
  const heat = useMemo(() => heatOf(values), [values]);
  const { rows, columns } = planes;
  const choose = (row: number, column: number, of = plane) =>
    onChoose(planes.indexOf({ plane: of, row: Math.min(Math.max(row, 0), rows - 1), column: Math.min(Math.max(column, 0), columns - 1) }));
  const move = (event: React.KeyboardEvent) => {
    const by = ({ ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] } as const)[event.key as 'ArrowUp'];
    if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    choose((at?.row ?? 0) + by[0], (at?.column ?? 0) + by[1]);
  };
  const [width, height] = columns >= rows ? [SIDE, (SIDE * rows) / columns] : [(SIDE * columns) / rows, SIDE];
  return (
    <figure className={classes.numbers} data-testid={`numbers-${title}`}>
      <figcaption>{title}</figcaption>
      {planes.count > 1 && (
        <NumberInput
          size="xs"
          label={t('step.channel')}
          min={0}
          max={planes.count - 1}
          clampBehavior="strict"
          value={plane}
          onChange={(value) => typeof value === 'number' && choose(at?.row ?? 0, at?.column ?? 0, value)}
        />
      )}
      <div
        role="application"
        aria-label={`${title}. ${t('step.keys')}`}
        aria-describedby={keys}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes keys
        tabIndex={0}
        className={classes.picture}
        style={{ width: Math.max(width, 8), height: Math.max(height, 8) }}
        onKeyDown={move}
        onPointerDown={(event) => {
          const { left, top, width: wide, height: high } = event.currentTarget.getBoundingClientRect();
          choose(Math.floor((rows * (event.clientY - top)) / high), Math.floor((columns * (event.clientX - left)) / wide));
        }}
      >
        <PixelImage pixels={heat} width={columns} channels={3} size={SIDE} />
        {at && (
          <span
            className={classes.chosen}
            style={{
              left: `${(100 * at.column) / columns}%`,
              top: `${(100 * at.row) / rows}%`,
              width: `${100 / columns}%`,
              height: `${100 / rows}%`,
            }}
          />
        )}
      </div>
      <output id={keys} className={classes.value} aria-live="polite">
        {chosen === null ? '' : `${planes.textOf(chosen)} = ${format.value(floatAt(planes.values, chosen))}`}
      </output>
      {at && (
        <table className={classes.around} aria-hidden="true">
          <tbody>
            {within(at.row, rows).map((row) => (
              <tr key={row}>
                {within(at.column, columns).map((column) => (
                  <td key={column} data-chosen={row === at.row && column === at.column ? true : undefined}>
                    {format.short(floatAt(values, row * columns + column))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </figure>
  );
}

/** The places around one, moved so that all of them lie within. */
function within(place: number, count: number): number[] {
  const wide = Math.min(2 * AROUND + 1, count);
  const first = Math.min(Math.max(place - AROUND, 0), count - wide);
  return Array.from({ length: wide }, (_, index) => first + index);
}
