import { Select } from '@mantine/core';
import { isActive } from '@shared/ipc/state';
import { networkSummary } from '@shared/nn/description';
import { findKind } from '@shared/nn/kind';
import { optimizerKinds } from '@shared/nn/optimizers';
import { presetSpec, presets } from '@shared/spec/presets';
import { durationCountSchema, type RunSpec, runSpecSchema, trainingSchema } from '@shared/spec/run-spec';
import { useTranslation } from 'react-i18next';
import { Card } from '../../components/Card';
import { describeSetting } from '../../form/describe-setting';
import { NumberField } from '../../form/NumberField';
import { SettingField } from '../../form/SettingField';
import { SettingsFields } from '../../form/SettingsFields';
import { useSharedText } from '../../i18n/use-shared-text';
import { changeSpec, choosePreset, useStudio } from '../../state/studio-store';
import classes from './NextRunCard.module.css';

/** What the next run will be: a preset and the settings most worth a try. */
export function NextRunCard() {
  const { t } = useTranslation();
  const text = useSharedText();
  const spec = useStudio((state) => state.spec);
  const preset = useStudio((state) => state.preset);
  const disabled = useStudio((state) => state.run !== null && isActive(state.run.status));
  const chosen = presets.find(({ name }) => name === preset);
  return (
    <Card title={t('train.settings')}>
      <Select
        label={t('train.preset')}
        size="xs"
        disabled={disabled}
        allowDeselect={false}
        data={presets.map(({ name, spec: { name: label } }) => ({
          value: name,
          label: `${text(label)} · ${networkSummary(presetSpec(name).network)}`,
        }))}
        value={preset}
        onChange={(name) => name && choosePreset(name)}
      />
      {chosen && <p className={classes.lesson}>{text(chosen.lesson)}</p>}
      <div className={classes.fields}>
        <LengthField spec={spec} disabled={disabled} />
        <SettingField
          schema={trainingSchema.shape.batchSize}
          value={spec.training.batchSize}
          disabled={disabled}
          onChange={(batchSize) => changeSpec((before) => withTraining(before, { batchSize: Number(batchSize) }))}
        />
        <SettingsFields
          kind={findKind(optimizerKinds, spec.optimizer.type)}
          value={spec.optimizer}
          disabled={disabled}
          onChange={(optimizer) => changeSpec((before) => ({ ...before, optimizer }))}
        />
        <SettingField
          schema={runSpecSchema.shape.seed}
          value={spec.seed}
          disabled={disabled}
          onChange={(seed) => changeSpec((before) => ({ ...before, seed: Number(seed) }))}
        />
      </div>
    </Card>
  );
}

function LengthField({ spec, disabled }: { spec: RunSpec; disabled: boolean }) {
  const { t } = useTranslation();
  const { duration } = spec.training;
  const { minimum, maximum } = describeSetting(durationCountSchema);
  return (
    <NumberField
      label={t(`train.${duration.unit}`)}
      help={t(`train.${duration.unit}Help`)}
      minimum={minimum}
      maximum={maximum}
      step={duration.unit === 'iterations' ? 1000 : 1}
      integer
      disabled={disabled}
      value={duration.count}
      onChange={(count) => changeSpec((before) => withTraining(before, { duration: { ...duration, count } }))}
    />
  );
}

const withTraining = (spec: RunSpec, change: Partial<RunSpec['training']>): RunSpec => ({
  ...spec,
  training: { ...spec.training, ...change },
});
