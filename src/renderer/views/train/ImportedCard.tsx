import { Select } from '@mantine/core';
import type { ImportedSummary } from '@shared/contracts/state';
import type { RecognitionTrial } from '@shared/exchange/foreign/recognition';
import { findKind } from '@shared/kind';
import { describeNetwork } from '@shared/nn/description';
import { layerKinds } from '@shared/nn/layers';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { discardImported, importParameters, keepImported, readImportedAs } from '../../actions/file-actions';
import { Card } from '../../components/Card';
import { ActionButton } from '../../controls/ActionButton';
import { useIsRunning } from '../../state/operations';
import { useStudio } from '../../state/studio-store';
import { useWords } from '../../words/use-words';
import { useDesign } from '../design/state/design-store';
import classes from './ImportedCard.module.css';
import { TestAccuracy } from './ResultCard';
import { beginsWithImported } from './state/imported';

/** A parameters file: what was recognised in it, what it can do, and that the next run goes on from it. */
export function ImportedCard() {
  const { t } = useTranslation();
  const imported = useStudio((state) => state.imported);
  const importing = useIsRunning('importParameters');
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (imported) card.current?.scrollIntoView({ block: 'nearest' });
  }, [imported]);
  return (
    <div ref={card}>
      <Card title={t('imported.title')}>
        {imported ? <ImportedText imported={imported} /> : <p className={classes.text}>{t('imported.empty')}</p>}
        <div className={classes.buttons}>
          <ActionButton action={importParameters} variant="default" size="xs" loading={importing} />
          {imported && <ActionButton action={keepImported} variant="default" size="xs" />}
          {imported && <ActionButton action={discardImported} variant="subtle" color="gray" size="xs" />}
        </div>
      </Card>
    </div>
  );
}

function ImportedText({ imported }: { imported: ImportedSummary }) {
  const { t, text, format } = useWords();
  const same = useDesign((state) => beginsWithImported(state.design.spec));
  const { file, format: kind, summary, spec, recognised, claimed, test } = imported;
  const chosen = recognised?.trials.find((trial) => trial.label === recognised.chosen);
  const busy = useIsRunning('importParameters');
  const labelOf = (trial: RecognitionTrial) => `${text(trial.words)} · ${format.percent(trial.accuracy)}`;
  const layers = describeNetwork(spec.network).map(({ label, spec: layer }) => {
    const key = findKind(layerKinds, layer.type).keySetting;
    return [text(label), key && layer[key]].filter(Boolean).join(' ');
  });
  return (
    <>
      <div className={classes.file}>
        <strong>{file}</strong> · {text(kind)} · {summary}
      </div>
      <p className={classes.text}>{t('imported.layers', { layers: layers.join(' → ') })}</p>
      {recognised && chosen && (
        <p className={classes.text}>
          {t('imported.recognised', {
            chosen: text(chosen.words),
            accuracy: format.percent(chosen.accuracy),
            images: format.count(recognised.images),
          })}
        </p>
      )}
      {recognised && recognised.trials.length > 1 && (
        <Select
          size="xs"
          label={t(recognised.sure ? 'imported.readAs' : 'imported.readAsOpen')}
          data={[...new Map(recognised.trials.map((trial) => [trial.label, { value: trial.label, label: labelOf(trial) }])).values()]}
          value={recognised.chosen}
          allowDeselect={false}
          disabled={busy}
          onChange={(label) => label && readImportedAs(label)}
        />
      )}
      {claimed !== null && <p className={classes.text}>{t('imported.claimed', { accuracy: format.percent(claimed) })}</p>}
      <TestAccuracy evaluation={test} />
      <p className={classes.text}>{t(same ? 'imported.startsFrom' : 'imported.otherDesign')}</p>
    </>
  );
}
