import { type ConfusionMatrix, confusionOf } from '@shared/analysis/confusion';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { Card } from '../../components/Card';
import { ToggleChip } from '../../components/ToggleChip';
import { SaveMenu } from '../../controls/SaveMenu';
import { useWords } from '../../words/use-words';
import classes from './ConfusionCard.module.css';
import { confusionCsv, confusionPng } from './save-confusion';
import { filterCell, setShares, useInspect } from './state/inspect-store';
import { useFirst } from './use-predictions';

const DIGITS = Array.from({ length: 10 }, (_, digit) => digit);
const moves: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

/** True by predicted class; a cell shows its digits. The arrow keys go from cell to cell. */
export function ConfusionCard() {
  const { t } = useWords();
  const first = useFirst();
  const shares = useInspect((state) => state.shares);
  const confusion = useMemo(() => first && confusionOf(first.labels, first.predicted, first.classes.length), [first]);
  if (!confusion) return null;
  return (
    <Card
      title={t('inspect.confusion')}
      aside={
        <div className={classes.aside}>
          <ToggleChip pressed={shares} onToggle={() => setShares(!shares)}>
            {t('inspect.shares')}
          </ToggleChip>
          <SaveMenu
            name={t('inspect.confusion')}
            contents={{ png: () => confusionPng(confusion, shares), csv: () => confusionCsv(confusion) }}
          />
        </div>
      }
    >
      <Matrix confusion={confusion} shares={shares} />
      <p className={classes.note}>{t('inspect.confusionNote')}</p>
    </Card>
  );
}

function Matrix({ confusion, shares }: { confusion: ConfusionMatrix; shares: boolean }) {
  const { t, format } = useWords();
  const grid = useRef<HTMLTableElement>(null);
  const [current, setCurrent] = useState<readonly [number, number]>([0, 0]);
  const filtered = useInspect(({ filter: { label, predicted } }) => `${label} ${predicted}`);
  const most = Math.max(1, ...confusion.flatMap((row, label) => row.filter((_, predicted) => predicted !== label)));

  function onKeyDown(event: KeyboardEvent): void {
    const [down, right] = moves[event.key] ?? [0, 0];
    if ((down === 0 && right === 0) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const within = (place: number) => Math.min(9, Math.max(0, place));
    const next = [within(current[0] + down), within(current[1] + right)] as const;
    setCurrent(next);
    grid.current?.querySelector<HTMLElement>(`[data-cell="${next.join('-')}"]`)?.focus();
  }

  return (
    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are buttons, gone through by arrow keys
    <table ref={grid} className={classes.matrix} role="grid" aria-label={t('inspect.confusion')} onKeyDown={onKeyDown}>
      <thead>
        <tr>
          <td />
          {DIGITS.map((digit) => (
            <th key={digit} scope="col">
              {digit}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {confusion.map((row, label) => {
          const images = row.reduce((sum, count) => sum + count, 0);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the index is the digit
            <tr key={label}>
              <th scope="row">{label}</th>
              {row.map((count, predicted) => {
                const share = images > 0 ? count / images : 0;
                const strength = label === predicted ? 40 + 40 * share : count > 0 ? 10 + 80 * (count / most) ** 0.75 : 0;
                return (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the index is the digit
                  <td key={predicted}>
                    <button
                      type="button"
                      className={classes.cell}
                      data-cell={`${label}-${predicted}`}
                      data-kind={count === 0 ? 'none' : label === predicted ? 'right' : 'wrong'}
                      style={{ '--strength': `${strength}%` } as React.CSSProperties}
                      tabIndex={current[0] === label && current[1] === predicted ? 0 : -1}
                      aria-pressed={filtered === `${label} ${predicted}`}
                      aria-label={t('inspect.cell', { label, predicted, count: format.count(count), share: format.percent(share) })}
                      onFocus={() => setCurrent([label, predicted])}
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
  );
}
