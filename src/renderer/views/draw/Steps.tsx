import { normalisationSteps } from '@shared/data/digits/steps';
import { Card } from '../../components/Card';
import { ToggleChip } from '../../components/ToggleChip';
import { useWords } from '../../words/use-words';
import classes from './Steps.module.css';
import { toggleStep, useDraw } from './state/draw-store';
import { usePredictions } from './state/predictions-store';
import { useFirstForm } from './use-predicting-models';

/** The steps of the normalisation, each with a switch, and what the answer would be without it. */
export function Steps() {
  const { t, text } = useWords();
  const steps = useDraw((state) => state.steps);
  const strokes = useDraw(({ sheet }) => sheet.picture === null);
  return (
    <Card title={t('draw.steps')}>
      <div className={classes.chips}>
        {normalisationSteps.map(({ id, label, help }) => (
          <ToggleChip
            key={id}
            pressed={steps[id]}
            onToggle={() => toggleStep(id)}
            hint={id === 'stroke' && !strokes ? t('draw.noStrokes') : text(help)}
          >
            {text(label)}
          </ToggleChip>
        ))}
      </div>
      <Consequences />
    </Card>
  );
}

function Consequences() {
  const { t, text, format } = useWords();
  const without = usePredictions((state) => state.without);
  const predicted = usePredictions(({ predictions }) => {
    const [probabilities = []] = predictions[0]?.probabilities ?? [];
    return probabilities.indexOf(Math.max(...probabilities));
  });
  const { classes: names } = useFirstForm();
  const changes = without.filter((each) => each.predicted !== predicted);
  if (without.length === 0) return <p className={classes.text}>{t('draw.stepsEmpty')}</p>;
  if (changes.length === 0) return <p className={classes.text}>{t('draw.stepsAgree', { digit: names[predicted] ?? '' })}</p>;
  return (
    <ul className={classes.list}>
      {changes.map(({ step, predicted: digit, probability }) => (
        <li key={step}>
          {t('draw.without', { step: text(normalisationSteps.find(({ id }) => id === step)?.label ?? step) })}{' '}
          <strong>
            {names[digit] ?? digit} ({format.wholePercent(probability)})
          </strong>
        </li>
      ))}
    </ul>
  );
}
