import { MOST_MODELS } from '@shared/contracts/limits';
import type { PredictedBy } from '@shared/contracts/state';
import { errorFrom } from '@shared/kasane-error';
import { useLayoutEffect, useRef } from 'react';
import { Card } from '../../components/Card';
import { ModelsPicker, modelName } from '../../components/ModelPicker';
import { ProbabilityBars } from '../../components/ProbabilityBars';
import { useCatalogue } from '../../state/catalogue-store';
import { runAsModel } from '../../state/models';
import { runIsActive, useStudio } from '../../state/studio-store';
import { useUnlikeness } from '../../state/use-unlikeness';
import { useWords } from '../../words/use-words';
import { DigitRow } from './DigitRow';
import classes from './Predictions.module.css';
import { chooseModels, useDraw } from './state/draw-store';
import { formOf, inputKey } from './state/forms';
import { usePredictions } from './state/predictions-store';
import { useSets } from './state/set-store';
import { useFirstForm, usePredictingModels } from './use-predicting-models';

/** The probabilities that each chosen model gives to each digit. */
export function Predictions() {
  const { t } = useWords();
  const ids = usePredictingModels();
  const models = useCatalogue((state) => state.models);
  const predictions = usePredictions((state) => state.predictions);
  const current = usePredictions((state) => state.of);
  const upToDate = useDraw((state) => state.sheet === current);
  const digit = useDraw((state) => state.digit);
  const hasSet = useSets(({ open }) => open !== null);
  const touches = usePredictions(({ parts }) => parts[Math.min(digit, parts.length - 1)]?.touches ?? false);
  return (
    <Card title={t('draw.answer')} aside={<Latency />}>
      <ModelsPicker
        label={t('draw.models')}
        models={models}
        value={ids}
        onChange={(chosen) => chooseModels(chosen.length > 0 ? chosen : null)}
        most={MOST_MODELS}
      />
      <DigitRow />
      <div className={classes.predictions} data-several={ids.length > 1 || undefined} aria-busy={!upToDate} data-testid="answers">
        {ids.map((id) => (
          <Prediction key={id} id={id} prediction={predictions.find(({ model }) => model === id) ?? null} named={ids.length > 1} />
        ))}
        {touches && <p className={classes.unlike}>{t('draw.touches')}</p>}
        {ids.length === 0 && <p className={classes.empty}>{t(hasSet ? 'ownSet.noModel' : 'draw.noModels')}</p>}
      </div>
      <Spoken />
    </Card>
  );
}

function Prediction({ id, prediction, named }: { id: string; prediction: PredictedBy | null; named: boolean }) {
  const words = useWords();
  const model = useCatalogue(({ models }) => models.find((each) => each.id === id));
  const [probabilities = []] = prediction?.probabilities ?? [];
  const name = model ? modelName(model, words) : id;
  const image = usePredictions(({ form, seen }) => (model && seen && inputKey(formOf(model)) === inputKey(form) ? seen.pixels : null));
  // While a network trains it is another one every second.
  const isTraining = useStudio((state) => runIsActive(state) && runAsModel(state) === id);
  const away = useUnlikeness(isTraining || prediction?.error ? null : id, image);
  return (
    <div className={classes.column}>
      {named && <h3 className={classes.name}>{name}</h3>}
      {prediction?.error ? (
        <p className={classes.error}>{words.text(errorFrom(prediction.error).phrase)}</p>
      ) : (
        <>
          <ProbabilityBars values={probabilities} names={model?.classes ?? []} label={name} />
          {away !== null && away > 1 && (
            <p className={classes.unlike} role="status" data-testid="unlike">
              {words.t('draw.unlike')}
            </p>
          )}
        </>
      )}
    </div>
  );
}

/** Taken once for each change of the sheet: the view may be left and come back to. */
let measured = { requestedAt: 0, milliseconds: 0 };

/** From the pointer's event until the bars stand. */
function Latency() {
  const { t } = useWords();
  const requestedAt = usePredictions((state) => state.requestedAt);
  const iteration = usePredictions(({ predictions }) => predictions[0]?.iteration ?? null);
  const shown = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const element = shown.current;
    if (!element || requestedAt === null) return;
    if (measured.requestedAt !== requestedAt) measured = { requestedAt, milliseconds: performance.now() - requestedAt };
    // Bypasses React: a rerender would skew the next measurement.
    element.textContent = t('draw.latency', { milliseconds: Math.round(measured.milliseconds) });
    element.dataset.milliseconds = measured.milliseconds.toFixed(1);
  }, [requestedAt, t]);
  return (
    <>
      {iteration !== null && <Iteration iteration={iteration} />}
      {iteration !== null && requestedAt !== null && ' · '}
      <span ref={shown} data-testid="latency" />
    </>
  );
}

function Iteration({ iteration }: { iteration: number }) {
  const { t, format } = useWords();
  return <span>{t('draw.iteration', { iteration: format.count(iteration) })}</span>;
}

/** The first model's prediction for screen readers, once the pen rests. */
function Spoken() {
  const { t, format } = useWords();
  const { classes: names } = useFirstForm();
  const [probabilities = []] = usePredictions((state) => state.predictions[0]?.probabilities) ?? [];
  const most = Math.max(...probabilities, 0);
  return (
    <p className={classes.spoken} role="status" aria-live="polite">
      {probabilities.length > 0 && t('draw.spoken', { digit: names[probabilities.indexOf(most)] ?? '', share: format.coarsePercent(most) })}
    </p>
  );
}
