import type { RunSummary } from '@shared/contracts/run';
import { useMemo } from 'react';
import { Card } from '../../components/Card';
import { RunLabelForm } from '../../components/RunLabelForm';
import { ActionButton } from '../../controls/ActionButton';
import { JobProgress } from '../../controls/JobButton';
import { useCatalogue } from '../../state/catalogue-store';
import { useWords } from '../../words/use-words';
import { resumeRepeats } from '../train/repeat-actions';
import { runsActions } from './actions';
import { distinctNames } from './compared';
import { GroupsCard } from './GroupsCard';
import { unitsOf } from './mean-curves';
import { Overlay } from './Overlay';
import classes from './RunsPanel.module.css';
import { Settings } from './Settings';
import { labelRun, useRuns, useTags } from './state/runs-store';

/** What is known of the runs that are chosen: one by itself, several side by side. `inSight`: runs that the list shows. */
export function Chosen({ inSight }: { inSight: readonly RunSummary[] }) {
  const words = useWords();
  const { t } = words;
  const { chosen, details } = useRuns();
  const runs = useCatalogue((state) => state.runs);
  const shown = useMemo(() => chosen.flatMap((folder) => runs?.find((run) => run.folder === folder) ?? []), [runs, chosen]);
  const units = useMemo(() => unitsOf(shown), [shown]);
  const [first] = shown;
  const hidden = shown.filter((run) => !inSight.includes(run)).length;
  const names = distinctNames(shown, words);
  const makings = shown.flatMap(({ folder }, index) => {
    const making = details.get(folder)?.making;
    return making ? [{ folder, name: names[index] ?? folder, making }] : [];
  });
  return (
    <aside className={classes.chosen} aria-label={t('runs.chosen')}>
      {!first && <p className={classes.note}>{t('runs.chooseHint')}</p>}
      {first && (
        <Card title={shown.length === 1 ? t('runs.one') : t('runs.several', { count: shown.length })}>
          {hidden > 0 && <p className={classes.warning}>{t('runs.hidden', { count: hidden })}</p>}
          <div className={classes.actions}>
            {[...runsActions, resumeRepeats].map((action) => (
              <ActionButton key={action.id} action={action} size="compact-xs" variant="default" />
            ))}
          </div>
          <JobProgress jobs={['reproduction']} label={t('runs.reproducing')} />
          {first.trouble && shown.length === 1 && <Trouble run={first} />}
          {shown.length === 1 && first.isSealed === false && <p className={classes.note}>{t('runs.unsealed')}</p>}
          {shown.length === 1 && first.state !== 'damaged' && <Label key={first.folder} run={first} />}
        </Card>
      )}
      {units.some(({ members }) => members.length > 1) && <GroupsCard units={units} />}
      {shown.some(({ folder }) => details.has(folder)) && <Overlay shown={shown} />}
      {makings.length > 0 && <Settings runs={makings} />}
    </aside>
  );
}

function Trouble({ run }: { run: RunSummary }) {
  const { text } = useWords();
  return <p className={classes.trouble}>{run.trouble && text(run.trouble.phrase ?? run.trouble.message)}</p>;
}

function Label({ run }: { run: RunSummary }) {
  const tags = useTags();
  return <RunLabelForm label={run.label} design={run.design} tags={tags} onSave={(label) => labelRun(run.folder, label)} />;
}
