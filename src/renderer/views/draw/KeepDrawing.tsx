import { Button, Select } from '@mantine/core';
import { isForInk } from '@shared/data/recipe';
import { Card } from '../../components/Card';
import { attempt } from '../../state/operations';
import { useWords } from '../../words/use-words';
import classes from './KeepDrawing.module.css';
import { clearSheet } from './state/draw-store';
import { keepDrawing } from './state/drawings-store';
import { usePredictions } from './state/predictions-store';
import { useFirstForm } from './use-predicting-models';

/** Of more classes their names are chosen from a list. */
const MOST_BUTTONS = 26;

/** Says which class was drawn, and keeps the drawing under it. */
export function KeepDrawing() {
  const { t } = useWords();
  const { input, classes: names, recipe } = useFirstForm();
  const image = usePredictions((state) => state.normalised);
  const predicted = usePredictions(({ predictions }) => {
    const [probabilities = []] = predictions[0]?.probabilities ?? [];
    return probabilities.indexOf(Math.max(...probabilities));
  });
  const keep = (label: number) =>
    void attempt('keepDrawing', async () => {
      if (!image) return null;
      await keepDrawing({ classes: names, shape: input }, image.pixels, label);
      clearSheet();
      return null;
    });
  return (
    <Card title={t(isForInk(recipe) ? 'draw.keep' : 'draw.keepPicture')}>
      {names.length > MOST_BUTTONS ? (
        <Select
          size="xs"
          aria-label={t('draw.keep')}
          placeholder={names[predicted] ?? t('draw.chooseClass')}
          disabled={!image}
          searchable
          value={null}
          data={names.map((label, value) => ({ value: String(value), label }))}
          onChange={(value) => value !== null && keep(Number(value))}
          comboboxProps={{ withinPortal: false }}
        />
      ) : (
        <div className={classes.labels} data-named={names.some((name) => name.length > 2) || undefined}>
          {names.map((name, label) => (
            <Button
              key={name}
              variant={label === predicted ? 'outline' : 'default'}
              size="compact-md"
              className={classes.label ?? ''}
              disabled={!image}
              aria-label={t('draw.keepAs', { label: name })}
              onClick={() => keep(label)}
            >
              {name}
            </Button>
          ))}
        </div>
      )}
    </Card>
  );
}
