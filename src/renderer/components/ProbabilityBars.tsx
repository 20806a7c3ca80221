import { useWords } from '../words/use-words';
import classes from './ProbabilityBars.module.css';

interface ProbabilityBarsProps {
  /** Of each digit, 0 … 1; empty where nothing is predicted. */
  readonly values: readonly number[];
  /** Whose they are. */
  readonly label: string;
  /** The true digit, where it is known. */
  readonly truth?: number;
}

/** How probable each digit is, the most probable marked. */
export function ProbabilityBars({ values, label, truth }: ProbabilityBarsProps) {
  const { t, format } = useWords();
  const most = values.indexOf(Math.max(...values));
  return (
    <ol className={classes.bars} aria-label={label} data-testid="bars" data-predicted={most < 0 ? undefined : most}>
      {Array.from({ length: 10 }, (_, digit) => {
        const share = values[digit];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the index is the digit
          <li key={digit} className={classes.bar} data-most={digit === most || undefined}>
            <strong title={digit === truth ? t('inspect.trueLabel') : undefined}>
              {digit}
              {digit === truth && ' ✓'}
            </strong>
            <span className={classes.track}>
              <span className={classes.filled} style={{ width: `${100 * (share ?? 0)}%` }} />
            </span>
            <span className={classes.share}>{share === undefined ? '–' : format.coarsePercent(share)}</span>
          </li>
        );
      })}
    </ol>
  );
}
