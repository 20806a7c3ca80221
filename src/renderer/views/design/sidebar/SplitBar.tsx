import { useWords } from '../../../words/use-words';
import classes from './SplitBar.module.css';

interface SplitBarProps {
  /** Images of the training files that are used, those for validation included; and those of them trained on. */
  readonly count: number;
  readonly training: number;
  readonly test: number;
  /** Images for validation that the dataset brings itself. */
  readonly validation: number;
}

/** How the images are shared out: trained on, held back, and kept for the end. The bar is to scale, whatever its names need. */
export function SplitBar({ count, training, validation, test }: SplitBarProps) {
  const { t, format } = useWords();
  const parts = [
    { key: 'training', images: Math.max(training, 0) },
    { key: 'validation', images: validation || Math.max(count - Math.max(training, 0), 0) },
    { key: 'test', images: test },
  ] as const;
  const shown = parts.filter(({ images }) => images > 0);
  return (
    <div>
      <div className={classes.bar} aria-hidden>
        {shown.map(({ key, images }) => (
          <i key={key} data-part={key} style={{ flexGrow: images }} />
        ))}
      </div>
      <dl className={classes.split}>
        {shown.map(({ key, images }) => (
          <div key={key}>
            <dt>
              <i className={classes.dot} data-part={key} aria-hidden />
              {t(`set.${key}`)}
            </dt>
            <dd>{format.count(images)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
