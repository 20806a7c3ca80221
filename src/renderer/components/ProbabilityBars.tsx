import { useWords } from '../words/use-words';
import classes from './ProbabilityBars.module.css';

interface ProbabilityBarsProps {
  /** Of each class, 0 … 1; empty where nothing is predicted. */
  readonly values: readonly number[];
  /** The names of the classes. */
  readonly names: readonly string[];
  /** Whose they are. */
  readonly label: string;
  /** The true class, where it is known. */
  readonly truth?: number;
  /** As what it is predicted, where that need not be the most probable one: an ensemble may vote. */
  readonly predicted?: number;
}

/** Of more classes the most probable are shown, and the true one. */
const MOST_SHOWN = 12;

/** How probable each class is, the predicted one marked. */
export function ProbabilityBars({ values, names, label, truth, predicted = values.indexOf(Math.max(...values)) }: ProbabilityBarsProps) {
  const { t, format } = useWords();
  const isNamed = names.some((name) => name.length > 2);
  const shown = shownClasses(values, names.length, truth, predicted);
  return (
    <>
      <ol
        className={classes.bars}
        aria-label={label}
        data-testid="bars"
        data-named={isNamed || undefined}
        data-predicted={predicted < 0 ? undefined : predicted}
      >
        {shown.map((each) => {
          const share = values[each];
          return (
            <li key={each} className={classes.bar} data-class={each} data-most={each === predicted || undefined}>
              <strong title={each === truth ? t('inspect.trueLabel') : names[each]}>
                {names[each]}
                {each === truth && ' ✓'}
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
      {shown.length < names.length && <p className={classes.more}>{t('inspect.moreClasses', { count: names.length - shown.length })}</p>}
    </>
  );
}

/** All of few, in their order; of many the most probable first. */
function shownClasses(values: readonly number[], count: number, truth: number | undefined, predicted: number): number[] {
  const all = Array.from({ length: count }, (_, each) => each);
  if (count <= MOST_SHOWN) return all;
  const kept = [predicted, truth ?? -1].filter((each) => each >= 0);
  const most = all.toSorted((a, b) => (values[b] ?? 0) - (values[a] ?? 0));
  return [...new Set([...kept, ...most])].slice(0, MOST_SHOWN).toSorted((a, b) => (values[b] ?? 0) - (values[a] ?? 0));
}
