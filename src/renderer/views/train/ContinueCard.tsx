import { Button } from '@mantine/core';
import { createFrom } from '@shared/kind';
import { optimizerKinds } from '@shared/nn/optimizers';
import { scheduleKinds } from '@shared/nn/schedules';
import type { RunSpec } from '@shared/spec/run-spec';
import { useState } from 'react';
import { Card } from '../../components/Card';
import { NumberField } from '../../form/NumberField';
import { SettingField } from '../../form/SettingField';
import { useStudio } from '../../state/studio-store';
import { useWords } from '../../words/use-words';
import { resumeFromDisk } from './actions';
import classes from './RunSettings.module.css';
import { useRunSpec } from './use-run';

/** What a run that brought its learning rate down resumes with: this share of what it began with. */
const SHARE_AFTER_SCHEDULE = 0.1;

/** Lets a finished run train on: for so much longer, at one learning rate. */
export function ContinueCard() {
  const { t } = useWords();
  const spec = useRunSpec();
  const finished = useStudio(({ run }) => run?.status.phase === 'finished' && run.status.reason !== 'stopped');
  const iterations = useStudio((state) => state.run?.iterations ?? 0);
  if (!spec || !finished) return null;
  return (
    <Card title={t('continue.title')}>
      <Form key={iterations} spec={spec} />
    </Card>
  );
}

function Form({ spec }: { spec: RunSpec }) {
  const { t } = useWords();
  const { duration } = spec.training;
  const schema = optimizerKinds.find(({ type }) => type === spec.optimizer.type)?.settings.shape.learningRate;
  const { learningRate } = createFrom(optimizerKinds, spec.optimizer);
  const constant = scheduleKinds[0]?.type ?? 'constant';
  const [more, setMore] = useState(duration.unit === 'epochs' ? 3 : 1000);
  const [rate, setRate] = useState(
    spec.schedule.type === constant ? learningRate : Number((learningRate * SHARE_AFTER_SCHEDULE).toPrecision(2)),
  );
  const longer = (): RunSpec => ({
    ...spec,
    optimizer: { ...spec.optimizer, learningRate: rate },
    schedule: { type: constant, warmUp: 0 },
    training: { ...spec.training, duration: { ...duration, count: duration.count + more } },
  });
  return (
    <form
      className={classes.fields}
      onSubmit={(event) => {
        event.preventDefault();
        void resumeFromDisk(longer());
      }}
    >
      <NumberField
        label={t(`continue.${duration.unit}`)}
        minimum={1}
        maximum={1_000_000}
        step={1}
        integer
        value={more}
        onChange={setMore}
      />
      {schema && <SettingField schema={schema as never} value={rate} onChange={(value) => setRate(Number(value))} />}
      <Button type="submit" size="xs" variant="default">
        {t('continue.button')}
      </Button>
    </form>
  );
}
