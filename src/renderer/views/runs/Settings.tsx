import { Switch } from '@mantine/core';
import type { RunMaking } from '@shared/contracts/run';
import { Card } from '../../components/Card';
import { useWords } from '../../words/use-words';
import { settingRows } from './compared';
import classes from './RunsPanel.module.css';
import { useRuns } from './state/runs-store';

/** What a run is called, and what it was made of. */
interface NamedMaking {
  readonly folder: string;
  readonly name: string;
  readonly making: RunMaking;
}

/** Columns that can be looked at side by side. */
const MOST = 12;

/** What the runs were made of, line by line; of several, only what tells them apart if so wished. */
export function Settings({ runs }: { runs: readonly NamedMaking[] }) {
  const words = useWords();
  const { t } = words;
  const onlyDifferences = useRuns((state) => state.onlyDifferences);
  const shown = runs.slice(0, MOST);
  const rows = settingRows(
    shown.map(({ making }) => making),
    words,
  );
  const alone = shown.length === 1;
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
      {runs.length > MOST && <p className={classes.note}>{t('runs.firstOf', { shown: String(MOST), all: String(runs.length) })}</p>}
      {visible.length === 0 ? (
        <p className={classes.note}>{t('runs.noDifferences')}</p>
      ) : (
        <div className={classes.scroll}>
          <table className={classes.table} data-testid="settings">
            <thead>
              <tr>
                <th scope="col">{t('runs.setting')}</th>
                {shown.map(({ folder, name }) => (
                  <th key={folder} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {visible.map(({ key, path, title, values, differs }) => (
                <tr key={key} data-differs={(differs && !onlyDifferences) || undefined}>
                  <th scope="row" title={path}>
                    {title}
                  </th>
                  {shown.map(({ folder }, column) => (
                    <td key={folder}>{values[column] || '–'}</td>
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
