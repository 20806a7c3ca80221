import { Select, Switch } from '@mantine/core';
import type { RunDetails, RunSummary } from '@shared/ipc/state';
import { useMemo, useRef } from 'react';
import { runsActions } from '../../actions/runs-actions';
import { LinesChart } from '../../charts/LinesChart';
import { ActionButton } from '../../components/ActionButton';
import { Card } from '../../components/Card';
import { RunLabelForm } from '../../components/RunLabelForm';
import { chartContents, SaveMenu } from '../../components/SaveMenu';
import { settingTitle } from '../../form/setting-name';
import { useWords } from '../../i18n/use-words';
import { labelRun, type RunMetric, runMetricsShown, useRuns, useTags } from '../../state/runs-store';
import { curveOf, settingRows } from './compared';
import classes from './RunsPanel.module.css';
import { nameOf } from './shown-runs';

/** What is known of the runs that are chosen: one by itself, several side by side. */
export function Chosen() {
  const { t } = useWords();
  const { runs, chosen, details } = useRuns();
  const shown = useMemo(() => chosen.flatMap((folder) => runs?.find((run) => run.folder === folder) ?? []), [runs, chosen]);
  const [first] = shown;
  const known = chosen.flatMap((folder) => details.get(folder) ?? []);
  return (
    <aside className={classes.chosen} aria-label={t('runs.chosen')}>
      {!first && <p className={classes.note}>{t('runs.chooseHint')}</p>}
      {first && (
        <Card title={shown.length === 1 ? t('runs.one') : t('runs.several', { count: shown.length })}>
          <div className={classes.actions}>
            {runsActions.map((action) => (
              <ActionButton key={action.id} action={action} size="compact-xs" variant="default" />
            ))}
          </div>
          {first.trouble && shown.length === 1 && <Trouble run={first} />}
          {shown.length === 1 && first.state !== 'damaged' && <Label key={first.folder} run={first} />}
        </Card>
      )}
      {known.length > 0 && <Overlay shown={shown} />}
      {known.length > 0 && <Settings details={known} shown={shown} />}
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

/** What is shown of runs without validation images. */
const insteadOf: Readonly<Record<RunMetric, RunMetric>> = {
  validationAccuracy: 'trainingAccuracy',
  validationLoss: 'trainingLoss',
  trainingAccuracy: 'trainingAccuracy',
  trainingLoss: 'trainingLoss',
};

/** The curves of all chosen runs in one picture. */
function Overlay({ shown }: { shown: readonly RunSummary[] }) {
  const { t, text, format } = useWords();
  const { details, metric: wanted } = useRuns();
  const watched = shown.some(({ folder }) => (details.get(folder)?.validations.length ?? 0) > 0);
  // Runs that held no images back have no curve of them.
  const metric = watched ? wanted : insteadOf[wanted];
  const place = useRef<HTMLDivElement>(null);
  const lines = useMemo(
    () =>
      shown.flatMap((run, tone) => {
        const found = details.get(run.folder);
        return found ? [{ key: run.folder, label: text(nameOf(run)), points: curveOf(found, metric), tone, dashed: tone >= 7 }] : [];
      }),
    [shown, details, metric, text],
  );
  const accuracy = metric.endsWith('Accuracy');
  const title = t(`runs.metric.${metric}`);
  const svg = () => place.current?.querySelector<SVGSVGElement>('svg');
  const pictures = () => [svg()].flatMap((found) => (found ? [{ title, svg: found }] : []));
  const csv = () =>
    ['run,iteration,value', ...lines.flatMap(({ key, points }) => points.map(([x, y]) => `"${key}",${x},${y}`)), ''].join('\n');
  return (
    <Card title={t('runs.curves')} aside={<SaveMenu name={title} contents={chartContents(pictures, csv)} />}>
      <Select
        size="xs"
        aria-label={t('runs.curves')}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        data={runMetricsShown
          .filter((value) => watched || insteadOf[value] === value)
          .map((value) => ({ value, label: t(`runs.metric.${value}`) }))}
        value={metric}
        onChange={(value) => useRuns.setState({ metric: value as typeof metric })}
      />
      <div ref={place}>
        <LinesChart
          label={title}
          x={{ label: t('runs.iteration'), format: format.compact }}
          y={{ label: title, format: accuracy ? format.coarsePercent : format.short }}
          lines={lines}
          height={220}
        />
      </div>
    </Card>
  );
}

function Settings({ details, shown }: { details: readonly RunDetails[]; shown: readonly RunSummary[] }) {
  const { t, text } = useWords();
  const onlyDifferences = useRuns((state) => state.onlyDifferences);
  const rows = useMemo(() => settingRows(details), [details]);
  const alone = details.length === 1;
  const visible = rows.filter(({ differs }) => alone || !onlyDifferences || differs);
  return (
    <Card
      title={t('runs.settings')}
      aside={
        !alone && (
          <Switch
            size="xs"
            label={t('runs.onlyDifferences')}
            checked={onlyDifferences}
            onChange={({ currentTarget }) => useRuns.setState({ onlyDifferences: currentTarget.checked })}
          />
        )
      }
    >
      {visible.length === 0 ? (
        <p className={classes.note}>{t('runs.noDifferences')}</p>
      ) : (
        <div className={classes.scroll}>
          <table className={classes.table} data-testid="settings">
            <thead>
              <tr>
                <th scope="col">{t('runs.setting')}</th>
                {details.map(({ folder }) => {
                  const run = shown.find((each) => each.folder === folder);
                  return (
                    <th key={folder} scope="col">
                      {run ? text(nameOf(run)) : folder}
                    </th>
                  );
                })}
              </tr>
            </thead>
            <tbody>
              {visible.map(({ path, setting, values, differs }) => (
                <tr key={path} data-differs={(differs && !onlyDifferences) || undefined}>
                  <th scope="row" title={path}>
                    {settingTitle(setting, text)}
                  </th>
                  {details.map(({ folder }, column) => (
                    <td key={folder}>{text(values[column] || '–')}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}
