import { useWords } from '../words/use-words';
import classes from './ProbabilityBars.module.css';

interface ProbabilityBarsProps {
  /** Of each digit, 0 … 1; empty where nothing is predicted. */
  readonly values: readonly number[];
  /** Whose they are. */
  readonly label: string;
  /** The true digit, where it is known. */
  readonly truth?: number;
  /** As what it is predicted, where that need not be the most probable one: an ensemble may vote. */
  readonly predicted?: number;
}

/** How probable each digit is, the predicted one marked. */
export function ProbabilityBars({ values, label, truth, predicted = values.indexOf(Math.max(...values)) }: ProbabilityBarsProps) {
  const { t, format } = useWords();
  return (
    <ol className={classes.bars} aria-label={label} data-testid="bars" data-predicted={predicted < 0 ? undefined : predicted}>
      {Array.from({ length: 10 }, (_, digit) => {
        const share = values[digit];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the index is the digit
          <li key={digit} className={classes.bar} data-most={digit === predicted || undefined}>
            <strong title={digit === truth ? t('inspect.trueLabel') : undefined}>
              {digit}
              {digit === truth && ' ✓'}
            </strong>
            <span className={classes.track}>
              <span className={classes.filled} style={{ width: `${100 * (share ?? 0)}%` }} />
            </span>
            <span className={classes.share}>
              {share === undefined ? '–' : format.coarsePercent(Math.floor(share * 1000 + 1e-6) / 1000)}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
