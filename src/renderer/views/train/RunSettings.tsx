import { Button, Collapse, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { isActive } from '@shared/contracts/run';
import { describeSetting } from '@shared/describe-setting';
import { findKind } from '@shared/kind';
import { averagingKinds } from '@shared/nn/averaging';
import { layerKinds } from '@shared/nn/layers';
import { optimizerKinds } from '@shared/nn/optimizers';
import { scheduleKinds } from '@shared/nn/schedules';
import { differences } from '@shared/spec/changes';
import { withLayers, withTraining } from '@shared/spec/problem';
import { durationCountSchema, type RunSpec, trainingSchema } from '@shared/spec/run-spec';
import { IconChevronRight } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { z } from 'zod';
import { Card } from '../../components/Card';
import { NumberField } from '../../form/NumberField';
import { KindField, SettingField, SettingsFields } from '../../form/SettingField';
import { request } from '../../state/bridge';
import { attempt } from '../../state/operations';
import { useStudio } from '../../state/studio-store';
import { useWords } from '../../words/use-words';
import { differenceTexts } from './change-marks';
import classes from './RunSettings.module.css';
import { useRunSpec } from './use-run';

/** Settings of the run that may be changed while it trains; they count from the next iteration on. */
export function RunSettings() {
  const words = useWords();
  const { t } = words;
  const spec = useRunSpec();
  const active = useStudio(({ run }) => run !== null && isActive(run.status) && run.status.phase !== 'starting');
  const [draft, setDraft] = useState(spec);
  const [base, setBase] = useState(spec);
  useEffect(() => {
    // What was changed elsewhere comes in; what is being typed here stays unless it was that.
    if (spec === base) return;
    setBase(spec);
    setDraft((typed) =>
      typed && base && spec && JSON.stringify(typed) !== JSON.stringify(base) && !sameChange(base, typed, spec) ? typed : spec,
    );
  }, [spec, base]);
  if (!spec || !draft || !active) return null;
  const changed = differenceTexts(spec, draft, words);
  const apply = () => void attempt('changeTraining', async () => void (await request('changeTraining', { spec: draft })));
  return (
    <Card title={t('runSettings.title')}>
      <form
        className={classes.fields}
        onSubmit={(event) => {
          event.preventDefault();
          if (changed.length > 0) apply();
        }}
      >
        <SettingsFields
          kind={findKind(optimizerKinds, draft.optimizer.type)}
          value={draft.optimizer}
          onChange={(optimizer) => setDraft({ ...draft, optimizer })}
        />
        <More draft={draft} setDraft={setDraft} />
        {changed.length > 0 && <p className={classes.changes}>{changed.join(', ')}</p>}
        <div className={classes.buttons}>
          <Button type="submit" size="xs" disabled={changed.length === 0}>
            {t('runSettings.apply')}
          </Button>
          <Button size="xs" variant="default" disabled={changed.length === 0} onClick={() => setDraft(spec)}>
            {t('runSettings.reset')}
          </Button>
        </div>
      </form>
    </Card>
  );
}

/** Whether a change that was made is all that was typed. */
const sameChange = (base: RunSpec, typed: RunSpec, made: RunSpec) =>
  JSON.stringify(differences(base, typed)) === JSON.stringify(differences(base, made));

/** All that is changed less often: length, schedule, stopping, and settings of layers that keep their shapes. */
function More({ draft, setDraft }: { draft: RunSpec; setDraft: (spec: RunSpec) => void }) {
  const { t, text } = useWords();
  const [opened, { toggle }] = useDisclosure();
  const { duration } = draft.training;
  const { minimum, maximum } = describeSetting(durationCountSchema);
  return (
    <>
      <UnstyledButton className={classes.more} aria-expanded={opened} onClick={toggle}>
        <IconChevronRight size={14} aria-hidden data-open={opened} /> {t('runSettings.more')}
      </UnstyledButton>
      <Collapse expanded={opened}>
        {opened && (
          <div className={classes.fields}>
            <NumberField
              label={t(`train.${duration.unit}`)}
              minimum={minimum}
              maximum={maximum}
              step={1}
              integer
              value={duration.count}
              onChange={(count) => setDraft(withTraining(draft, { duration: { ...duration, count } }))}
            />
            <KindField
              label={t('sidebar.schedule')}
              kinds={scheduleKinds}
              value={draft.schedule}
              onChange={(schedule) => setDraft({ ...draft, schedule })}
            />
            <SettingsFields
              kind={findKind(averagingKinds, draft.training.averaging.type)}
              value={draft.training.averaging}
              onChange={(averaging) => setDraft(withTraining(draft, { averaging }))}
            />
            {(['clipNorm', 'patience', 'keep', 'loss'] as const).map((name) => (
              <SettingField
                key={name}
                schema={trainingSchema.shape[name]}
                value={draft.training[name]}
                onChange={(value) => setDraft(withTraining(draft, { [name]: value }))}
              />
            ))}
            {draft.network.layers.flatMap((layer, place) => {
              const { liveSettings = [], settings, label } = findKind(layerKinds, layer.type);
              return liveSettings.map((name) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the layers of a run keep their places
                <fieldset key={`${place} ${name}`} className={classes.layer}>
                  <legend>
                    {place + 1} {text(label)}
                  </legend>
                  <SettingField
                    schema={settings.shape[name] as z.ZodType}
                    value={layer[name]}
                    onChange={(value) => setDraft(withLayers(draft, (layers) => layers.with(place, { ...layer, [name]: value })))}
                  />
                </fieldset>
              ));
            })}
          </div>
        )}
      </Collapse>
    </>
  );
}
