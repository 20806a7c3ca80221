import type { DataPreview } from '@shared/contracts/state';
import { useWords } from '../../words/use-words';
import classes from './DataDialog.module.css';

/** What could not be used, each with its reason. */
export function LeftOut({ preview: { leftOut, leftOutCount } }: { preview: DataPreview }) {
  const { t, text, format } = useWords();
  if (leftOutCount === 0) return null;
  return (
    <details className={classes.leftOut} data-testid="left-out">
      <summary>{t('data.leftOut', { count: leftOutCount })}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls */}
      <ul tabIndex={0}>
        {leftOut.map(({ place, reason }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same may be left out twice
          <li key={index}>
            <code>{place}</code> {text(reason)}
          </li>
        ))}
      </ul>
      {leftOut.length < leftOutCount && (
        <p>{t('data.leftOutMore', { count: leftOutCount - leftOut.length, formatted: format.count(leftOutCount) })}</p>
      )}
    </details>
  );
}
