import { Button, SegmentedControl } from '@mantine/core';
import { ensembleRules } from '@shared/analysis/ensemble';
import { wilsonInterval } from '@shared/analysis/interval';
import { MOST_MEMBERS } from '@shared/contracts/limits';
import type { ModelSummary } from '@shared/contracts/run';
import { inspectedSets, type SetPredictions } from '@shared/contracts/state';
import { Card } from '../../components/Card';
import { ModelPicker, ModelsPicker } from '../../components/ModelPicker';
import { JobProgress } from '../../controls/JobButton';
import { useCatalogue } from '../../state/catalogue-store';
import { useStudio } from '../../state/studio-store';
import { designName, useWords } from '../../words/use-words';
import { OtherData } from './OtherData';
import { SeenBefore } from './SeenBefore';
import classes from './SetCard.module.css';
import { useInspect } from './state/inspect-store';
import { chooseFirst, chooseOthers, chooseRule, chooseSecond, chooseSet, evaluate, firstModel, fittingModels } from './state/inspection';
import { useCounted, useFirst, useSecond } from './use-predictions';

/** Which networks on which set, and how often they are right. */
export function SetCard() {
  const { t } = useWords();
  const set = useInspect((state) => state.set);
  const first = useFirst();
  const second = useSecond();
  useCatalogue((state) => state.models);
  useStudio((state) => state.dataset);
  const chosen = useInspect((state) => state.second);
  const others = useInspect((state) => state.others);
  useInspect((state) => state.first);
  const models = fittingModels();
  return (
    <Card title={t('inspect.title')}>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={t('inspect.set')}
        value={set}
        onChange={(value) => chooseSet(value as typeof set)}
        // Pressed again it is chosen too: it stays when the run ends.
        onClick={() => useInspect.setState({ isSetChosen: true })}
        data={inspectedSets.map((value) => ({ value, label: t(`inspect.sets.${value}`) }))}
      />
      <div className={classes.models}>
        <ModelPicker label={t('inspect.first')} models={models} value={firstModel()} onChange={chooseFirst} />
        <ModelPicker
          label={t('inspect.second')}
          models={models}
          value={chosen}
          onChange={chooseSecond}
          placeholder={t('inspect.secondHint')}
          clearable
        />
      </div>
      <Ensemble models={models} />
      <OtherData models={models.filter(({ id }) => id === firstModel() || id === chosen || others.includes(id))} />
      {first && <Accuracy predictions={first} main />}
      {second && <Accuracy predictions={second} main={false} />}
      {first && <Stale predictions={first} />}
      <JobProgress jobs={['first', 'second']} />
    </Card>
  );
}

/** The ensemble's other members. */
function Ensemble({ models }: { models: readonly ModelSummary[] }) {
  const { t } = useWords();
  const { others, rule } = useInspect();
  const first = firstModel();
  const there = models.filter(({ id }) => id !== first);
  if (there.length === 0) return null;
  return (
    <div className={classes.ensemble}>
      <ModelsPicker
        label={t('inspect.ensemble')}
        placeholder={t('inspect.ensembleHint')}
        models={there}
        value={others.filter((id) => there.some((each) => each.id === id))}
        onChange={chooseOthers}
        most={MOST_MEMBERS - 1}
      />
      <SeenBefore others={others} />
      {others.length > 0 && (
        <SegmentedControl
          size="xs"
          aria-label={t('inspect.rule')}
          value={rule}
          onChange={(value) => chooseRule(value as typeof rule)}
          data={ensembleRules.map((value) => ({ value, label: t(`inspect.rules.${value}`) }))}
        />
      )}
    </div>
  );
}

function Accuracy({ predictions, main }: { predictions: SetPredictions; main: boolean }) {
  const { t, text, format } = useWords();
  const counted = useCounted();
  const compared = useSecond() !== null;
  const id = useInspect(({ second }) => (main ? firstModel() : second));
  const name = useCatalogue(({ models }) => designName(models.find((model) => model.id === id)?.name ?? '', text));
  const { labels, predicted, count } = predictions;
  const official = correctOf(predictions, () => true);
  const { low, high } = wilsonInterval(official, count);
  const wrong = labels.reduce((sum, label, image) => sum + (label === predicted[image] ? 0 : 1), 0);
  return (
    <div className={main ? classes.main : classes.second}>
      <div className={classes.figure} data-testid={main ? 'inspect-accuracy' : 'inspect-accuracy-second'}>
        {format.percent(official / count)}
      </div>
      <div className={classes.text}>
        {compared && predictions.members === 1 && (
          <>
            <strong>{name}</strong>
            <br />
          </>
        )}
        {predictions.members > 1 && (
          <>
            <strong>{t('inspect.together', { count: predictions.members })}</strong>
            <br />
          </>
        )}
        {predictions.members === 1 && predictions.iteration !== null && (
          <>
            {t('inspect.atIteration', { iteration: format.count(predictions.iteration) })}
            <br />
          </>
        )}
        {t('inspect.wrong', { wrong: format.count(wrong), images: format.count(count) })}
        <br />
        {t('train.interval', { low: format.percent(low), high: format.percent(high) })}
        {counted && <WithoutDoubtful predictions={predictions} counted={counted} />}
      </div>
    </div>
  );
}

const correctOf = ({ labels, predicted }: SetPredictions, counted: (image: number) => boolean) =>
  labels.reduce((sum, label, image) => sum + (label === predicted[image] && counted(image) ? 1 : 0), 0);

/** The figure without the digits whose labels the user doubts, beside the official one. */
function WithoutDoubtful({ predictions, counted }: { predictions: SetPredictions; counted: (image: number) => boolean }) {
  const { t, format } = useWords();
  const left = predictions.labels.reduce((sum, _label, image) => sum + (counted(image) ? 1 : 0), 0);
  const share = correctOf(predictions, counted) / left;
  return (
    <>
      <br />
      <span data-testid="without-doubtful">
        {t('inspect.withoutDoubtful', { share: format.percent(share), doubtful: format.count(predictions.count - left) })}
      </span>
    </>
  );
}

/** The run has learnt more since. */
function Stale({ predictions }: { predictions: SetPredictions }) {
  const { t, format } = useWords();
  const newer = useStudio(({ run }) => (run && firstModel() === `run:${run.folder}` ? run.exportable : null));
  if (newer === null || newer === predictions.iteration || predictions.iteration === null) return null;
  return (
    <div className={classes.stale}>
      <span>{t('inspect.stale', { iteration: format.count(predictions.iteration), newer: format.count(newer) })}</span>
      <Button size="compact-xs" variant="default" onClick={() => evaluate()}>
        {t('inspect.evaluate')}
      </Button>
    </div>
  );
}
