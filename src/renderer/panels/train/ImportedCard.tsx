import type { ImportedSummary } from '@shared/ipc/state';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { discardImported, importParameters } from '../../actions/file-actions';
import { ActionButton } from '../../components/ActionButton';
import { Card } from '../../components/Card';
import { useWords } from '../../i18n/use-words';
import { useDesign } from '../../state/design-store';
import { beginsWithImported } from '../../state/imported';
import { useStudio } from '../../state/studio-store';
import classes from './ImportedCard.module.css';
import { TestAccuracy } from './ResultCard';

/** A parameters file: what was recognised in it, what it can do, and that the next run goes on from it. */
export function ImportedCard() {
  const { t } = useTranslation();
  const imported = useStudio((state) => state.imported);
  const importing = useStudio((state) => state.busy === 'importing');
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
          {imported && <ActionButton action={discardImported} variant="subtle" color="gray" size="xs" />}
        </div>
      </Card>
    </div>
  );
}

function ImportedText({ imported }: { imported: ImportedSummary }) {
  const { t, text, format } = useWords();
  const same = useDesign((state) => beginsWithImported(state.design.spec));
  const { file, summary, recognised, test } = imported;
  const chosen = recognised?.trials.find((trial) => trial.activation === recognised.activation);
  const others = recognised?.trials
    .filter((trial) => trial !== chosen)
    .map((trial) => `${text(trial.label)}: ${format.percent(trial.accuracy)}`)
    .join(', ');
  return (
    <>
      <div className={classes.file}>
        <strong>{file}</strong> · {summary}
      </div>
      {recognised && chosen && (
        <p className={classes.text}>
          {t('imported.activation', {
            chosen: text(chosen.label),
            accuracy: format.percent(chosen.accuracy),
            images: format.count(recognised.images),
            others,
          })}
        </p>
      )}
      <TestAccuracy evaluation={test} />
      <p className={classes.text}>{t(same ? 'imported.startsFrom' : 'imported.otherDesign')}</p>
    </>
  );
}
