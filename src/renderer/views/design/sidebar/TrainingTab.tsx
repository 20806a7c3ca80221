import { describeSetting } from '@shared/describe-setting';
import { scheduleKinds } from '@shared/nn/schedules';
import { withTraining } from '@shared/spec/problem';
import { durationCountSchema, runSpecSchema, trainingSchema } from '@shared/spec/run-spec';
import { ChoiceField } from '../../../form/ChoiceField';
import { NumberField } from '../../../form/NumberField';
import { KindField, SettingField } from '../../../form/SettingField';
import { usePreferences } from '../../../state/preferences';
import { useStudio } from '../../../state/studio-store';
import { useWords } from '../../../words/use-words';
import { edit, useDesign } from '../state/design-store';
import { PathRemarks } from './PathRemarks';
import { ScheduleCurve } from './ScheduleCurve';
import classes from './Sidebar.module.css';

/** How long, in what steps and by what schedule is trained. */
export function TrainingTab() {
  const { t } = useWords();
  const spec = useDesign((state) => state.design.spec);
  const { training, schedule, seed } = spec;
  const setting = (name: 'batchSize' | 'sampling' | 'loss' | 'clipNorm' | 'patience' | 'averaging' | 'keep') => (
    <SettingField
      key={name}
      schema={trainingSchema.shape[name]}
      value={training[name]}
      onChange={(value) => edit((before) => withTraining(before, { [name]: value }), `training ${name}`)}
    />
  );
  return (
    <div className={classes.fields}>
      <PathRemarks under="training" />
      <Duration />
      {setting('batchSize')}
      {setting('sampling')}
      <KindField
        label={t('sidebar.schedule')}
        kinds={scheduleKinds}
        value={schedule}
        onChange={(next) => edit((before) => ({ ...before, schedule: next }), `schedule ${next.type}`)}
      />
      <ScheduleCurve />
      {setting('patience')}
      {setting('averaging')}
      {setting('keep')}
      {setting('clipNorm')}
      {setting('loss')}
      <SettingField
        schema={runSpecSchema.shape.seed}
        value={seed}
        onChange={(value) => edit((before) => ({ ...before, seed: Number(value) }), 'seed')}
      />
      <Threads />
    </div>
  );
}

function Duration() {
  const { t } = useWords();
  const { duration } = useDesign((state) => state.design.spec.training);
  const { minimum, maximum } = describeSetting(durationCountSchema);
  const change = (next: typeof duration) => edit((before) => withTraining(before, { duration: next }), `duration ${next.unit}`);
  return (
    <div className={classes.pair}>
      <NumberField
        label={t(`train.${duration.unit}`)}
        minimum={minimum}
        maximum={maximum}
        step={duration.unit === 'iterations' ? 1000 : 1}
        integer
        value={duration.count}
        onChange={(count) => change({ ...duration, count })}
      />
      <ChoiceField
        label={t('sidebar.unit')}
        choices={(['epochs', 'iterations'] as const).map((unit) => ({ value: unit, label: t(`train.${unit}`) }))}
        value={duration.unit}
        onChange={(unit) => change({ unit, count: unit === 'epochs' ? 5 : 5000 })}
      />
    </div>
  );
}

/** How many threads train is a matter of the machine: it changes no number of the result. */
function Threads() {
  const { t } = useWords();
  const usual = useStudio((state) => state.usualThreads);
  const threads = usePreferences((state) => state.threads);
  return (
    <NumberField
      label={t('sidebar.threads')}
      help={t('sidebar.threadsHelp', { count: usual })}
      minimum={1}
      maximum={16}
      step={1}
      integer
      value={threads ?? usual}
      onChange={(count) => usePreferences.setState({ threads: count === usual ? null : count })}
    />
  );
}
