import { useWords } from '../../../words/use-words';
import classes from './SplitBar.module.css';

interface SplitBarProps {
  /** Images of the training files that are used, those for validation included; and those of them trained on. */
  readonly count: number;
  readonly training: number;
  readonly test: number;
}

/** How the images are shared out: trained on, held back, and kept for the end. */
export function SplitBar({ count, training, test }: SplitBarProps) {
  const { t, format } = useWords();
  const parts = [
    { key: 'training', images: Math.max(training, 0) },
    { key: 'validation', images: Math.max(count - Math.max(training, 0), 0) },
    { key: 'test', images: test },
  ] as const;
  return (
    <dl className={classes.split}>
      {parts
        .filter(({ images }) => images > 0)
        .map(({ key, images }) => (
          <div key={key} data-part={key} style={{ flexGrow: images }}>
            <dt>{t(`set.${key}`)}</dt>
            <dd>{format.count(images)}</dd>
          </div>
        ))}
    </dl>
  );
}
