import { Button } from '@mantine/core';
import { Card } from '../../components/Card';
import { attempt } from '../../state/operations';
import { useWords } from '../../words/use-words';
import classes from './KeepDrawing.module.css';
import { clearSheet } from './state/draw-store';
import { keepDrawing } from './state/drawings-store';
import { usePredictions } from './state/predictions-store';

/** Says which digit was drawn, and keeps the drawing under it. */
export function KeepDrawing() {
  const { t } = useWords();
  const digit = usePredictions((state) => state.normalised);
  const predicted = usePredictions(({ predictions }) => {
    const [probabilities = []] = predictions[0]?.probabilities ?? [];
    return probabilities.indexOf(Math.max(...probabilities));
  });
  const keep = (label: number) =>
    void attempt('keepDrawing', async () => {
      if (!digit) return null;
      await keepDrawing(digit.pixels, label);
      clearSheet();
      return null;
    });
  return (
    <Card title={t('draw.keep')}>
      <div className={classes.labels}>
        {Array.from({ length: 10 }, (_, label) => (
          <Button
            // biome-ignore lint/suspicious/noArrayIndexKey: the index is the digit
            key={label}
            variant={label === predicted ? 'outline' : 'default'}
            size="compact-md"
            className={classes.label ?? ''}
            disabled={!digit}
            aria-label={t('draw.keepAs', { label })}
            onClick={() => keep(label)}
          >
            {label}
          </Button>
        ))}
      </div>
    </Card>
  );
}
