import { UnstyledButton } from '@mantine/core';
import { type ConfusionMatrix, confusionOf, worstPairs } from '@shared/analysis/confusion';
import { elementAt } from '@shared/at';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { Card } from '../../components/Card';
import { ToggleChip } from '../../components/ToggleChip';
import { SaveMenu } from '../../controls/SaveMenu';
import { useWords } from '../../words/use-words';
import classes from './ConfusionCard.module.css';
import { confusionCsv, confusionPng } from './save-confusion';
import { filterCell, setShares, useInspect } from './state/inspect-store';
import { useFirst } from './use-predictions';

const moves: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

/** Of more classes the matrix scrolls, and the worst pairs are listed; of yet more those with the most mistakes are shown. */
const [MOST_FITTING, MOST_SHOWN, PAIRS] = [10, 60, 12];

/** True by predicted class; a cell shows its images. The arrow keys go from cell to cell. */
export function ConfusionCard() {
  const { t } = useWords();
  const first = useFirst();
  const shares = useInspect((state) => state.shares);
  const [sorted, setSorted] = useState(false);
  const confusion = useMemo(() => first && confusionOf(first.labels, first.predicted, first.classes.length), [first]);
  if (!confusion || !first) return null;
  const names = first.classes;
  const isLarge = names.length > MOST_FITTING;
  const order = orderOf(confusion, sorted || names.length > MOST_SHOWN);
  return (
    <Card
      title={t('inspect.confusion')}
      aside={
        <div className={classes.aside}>
          {isLarge && (
            <ToggleChip pressed={sorted} onToggle={() => setSorted(!sorted)} hint={t('inspect.sortMatrixHelp')}>
              {t('inspect.sortMatrix')}
            </ToggleChip>
          )}
          <ToggleChip pressed={shares} onToggle={() => setShares(!shares)}>
            {t('inspect.shares')}
          </ToggleChip>
          <SaveMenu
            name={t('inspect.confusion')}
            contents={{ png: () => confusionPng(confusion, names, shares), csv: () => confusionCsv(confusion, names) }}
          />
        </div>
      }
    >
      <Matrix confusion={confusion} names={names} order={order} shares={shares} />
      {order.length < names.length && <p className={classes.note}>{t('inspect.matrixPart', { shown: order.length, all: names.length })}</p>}
      {(isLarge || names.some((name) => name.length > 2)) && <WorstPairs confusion={confusion} names={names} />}
      <p className={classes.note}>{t('inspect.confusionNote')}</p>
    </Card>
  );
}

/** The classes as they come, or those with the most mistakes first. */
function orderOf(confusion: ConfusionMatrix, sorted: boolean): number[] {
  const all = confusion.map((_, label) => label);
  if (!sorted) return all;
  const mistakes = all.map((label) =>
    confusion.reduce(
      (sum, row, other) => (other === label ? sum : sum + elementAt(row, label) + elementAt(elementAt(confusion, label), other)),
      0,
    ),
  );
  return all.toSorted((a, b) => elementAt(mistakes, b) - elementAt(mistakes, a) || a - b).slice(0, MOST_SHOWN);
}

function WorstPairs({ confusion, names }: { confusion: ConfusionMatrix; names: readonly string[] }) {
  const { t, format } = useWords();
  const pairs = useMemo(() => worstPairs(confusion).slice(0, PAIRS), [confusion]);
  if (pairs.length === 0) return null;
  return (
    <section aria-label={t('inspect.worstPairs')}>
      <h3 className={classes.heading}>{t('inspect.worstPairs')}</h3>
      <ol className={classes.pairs} data-testid="worst-pairs">
        {pairs.map(({ label, predicted, count, of }) => (
          <li key={`${label} ${predicted}`}>
            <UnstyledButton className={classes.pair} onClick={() => filterCell(label, predicted)}>
              <span>
                {names[label]} → <strong>{names[predicted]}</strong>
              </span>
              <span>
                {format.count(count)} <small>{format.coarsePercent(count / of)}</small>
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ol>
    </section>
  );
}

interface MatrixProps {
  readonly confusion: ConfusionMatrix;
  readonly names: readonly string[];
  /** Which classes are shown, in which order. */
  readonly order: readonly number[];
  readonly shares: boolean;
}

function Matrix({ confusion, names, order, shares }: MatrixProps) {
  const { t, format } = useWords();
  const grid = useRef<HTMLTableElement>(null);
  const [current, setCurrent] = useState<readonly [number, number]>([0, 0]);
  const filtered = useInspect(({ filter: { label, predicted } }) => `${label} ${predicted}`);
  const most = Math.max(1, ...confusion.flatMap((row, label) => row.filter((_, predicted) => predicted !== label)));
  const isLarge = order.length > MOST_FITTING;
  const isNamed = names.some((name) => name.length > 2);

  function onKeyDown(event: KeyboardEvent): void {
    const [down, right] = moves[event.key] ?? [0, 0];
    if ((down === 0 && right === 0) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const within = (place: number) => Math.min(order.length - 1, Math.max(0, place));
    const next = [within(current[0] + down), within(current[1] + right)] as const;
    setCurrent(next);
    grid.current?.querySelector<HTMLElement>(`[data-place="${next.join('-')}"]`)?.focus();
  }

  return (
    <div className={classes.scroller} data-large={isLarge || undefined}>
      <table
        ref={grid}
        className={classes.matrix}
        data-large={isLarge || undefined}
        data-named={isNamed || undefined}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are buttons, gone through by arrow keys
        role="grid"
        aria-label={t('inspect.confusion')}
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr>
            <td />
            {order.map((label) => (
              <th key={label} scope="col" title={names[label]}>
                <span>{names[label]}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {order.map((label, row) => {
            const counts = elementAt(confusion, label);
            const images = counts.reduce((sum, count) => sum + count, 0);
            return (
              <tr key={label}>
                <th scope="row" title={names[label]}>
                  <span>{names[label]}</span>
                </th>
                {order.map((predicted, column) => {
                  const count = elementAt(counts, predicted);
                  const share = images > 0 ? count / images : 0;
                  const strength = label === predicted ? 40 + 40 * share : count > 0 ? 10 + 80 * (count / most) ** 0.75 : 0;
                  return (
                    <td key={predicted}>
                      <button
                        type="button"
                        className={classes.cell}
                        data-place={`${row}-${column}`}
                        data-cell={`${label}-${predicted}`}
                        data-kind={count === 0 ? 'none' : label === predicted ? 'right' : 'wrong'}
                        style={{ '--strength': `${strength}%` } as React.CSSProperties}
                        tabIndex={current[0] === row && current[1] === column ? 0 : -1}
                        aria-pressed={filtered === `${label} ${predicted}`}
                        aria-label={t('inspect.cell', {
                          ...{ label: names[label], predicted: names[predicted] },
                          ...{ count: format.count(count), share: format.percent(share) },
                        })}
                        onFocus={() => setCurrent([row, column])}
                        onClick={() => filterCell(label, predicted)}
                      >
                        {count > 0 && (shares ? format.short(100 * share) : format.plain(count))}
                      </button>
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
