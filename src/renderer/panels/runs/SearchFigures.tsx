import { Button, Select } from '@mantine/core';
import type { SearchState, TrialState } from '@shared/ipc/state';
import { ranked } from '@shared/search/results';
import { IconPlayerPlay, IconStack2 } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import { LinesChart } from '../../charts/LinesChart';
import { ParallelCoordinates } from '../../charts/ParallelCoordinates';
import { ScatterChart } from '../../charts/ScatterChart';
import { Card } from '../../components/Card';
import { chartContents, SaveMenu } from '../../components/SaveMenu';
import { settingName } from '../../form/setting-name';
import { useWords } from '../../i18n/use-words';
import { promoteTrial, trialToDesign } from '../../state/promotion';
import { useSearch } from '../../state/search-store';
import classes from './SearchTab.module.css';
import { bestSoFar, trialsCsv } from './search-figures';

const BEST = 20;

/** Every trial by its values and its accuracy, the best so far, and the curves of the best as the book draws them. */
export function SearchFigures({ state }: { state: SearchState }) {
  const words = useWords();
  const { t, format } = words;
  const { trials, chosen } = useSearch();
  const place = useRef<HTMLDivElement>(null);
  const results = useMemo(() => ranked([...trials.values()]) as TrialState[], [trials]);
  const { settings } = state.search.space;
  const [path, setPath] = useState(settings[0]?.path ?? '');
  const dimension = settings.find((each) => each.path === path) ?? settings[0];
  const names = settings.map((each) => settingName(each.path, state.search.spec, words));
  const choose = (trial: number) => useSearch.setState({ chosen: trial });
  const shown = results.find(({ trial }) => trial === (chosen ?? results[0]?.trial)) ?? results[0];
  const pictures = () =>
    [...(place.current?.querySelectorAll<HTMLElement>('[data-picture]') ?? [])].flatMap((element) => {
      const svg = element.querySelector<SVGSVGElement>('svg');
      return svg ? [{ title: element.dataset.picture ?? '', svg }] : [];
    });
  const contents = chartContents(pictures, () => trialsCsv(results, settings));
  const done = results.filter(({ accuracy }) => accuracy !== null);
  return (
    <div ref={place} className={classes.figures}>
      <Card title={t('search.parallel')} aside={<SaveMenu name={t('search.parallel')} contents={contents} />}>
        <div data-picture={t('search.parallel')}>
          <ParallelCoordinates
            label={t('search.parallel')}
            dimensions={settings.map((each, index) => ({ dimension: each, name: names[index] ?? each.path }))}
            accuracyName={t('search.accuracy')}
            trials={done}
            chosen={shown?.trial ?? null}
            onChoose={choose}
            formatShare={format.coarsePercent}
            formatValue={(value) => (typeof value === 'number' ? format.short(value) : String(value))}
          />
        </div>
      </Card>
      {shown && (
        <Card title={t('search.trial', { trial: format.count(shown.trial + 1) })}>
          <div className={classes.status}>
            <strong data-testid="trial-accuracy">
              {shown.accuracy === null ? (shown.failure ?? '–') : format.percent(shown.accuracy)}
            </strong>
            <span>
              {Object.entries(shown.values)
                .map(([each, value]) => `${settingName(each, state.search.spec, words)} ${value}`)
                .join(' · ')}
            </span>
            <Button
              size="compact-xs"
              variant="default"
              leftSection={<IconPlayerPlay size={14} aria-hidden />}
              onClick={() => promoteTrial(state.search, shown)}
            >
              {t('search.promote')}
            </Button>
            <Button
              size="compact-xs"
              variant="default"
              leftSection={<IconStack2 size={14} aria-hidden />}
              onClick={() => trialToDesign(state.search, shown)}
            >
              {t('search.toDesign')}
            </Button>
          </div>
        </Card>
      )}
      <div className={classes.twins}>
        <Card title={t('search.scatter')}>
          <Select
            size="xs"
            aria-label={t('search.setting')}
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
            data={settings.map((each, index) => ({ value: each.path, label: names[index] ?? each.path }))}
            value={dimension?.path ?? null}
            onChange={(value) => setPath(value ?? '')}
          />
          {dimension && (
            <div data-picture={t('search.scatter')}>
              <ScatterChart
                label={t('search.scatter')}
                dimension={dimension}
                trials={done}
                chosen={shown?.trial ?? null}
                onChoose={choose}
                formatShare={format.coarsePercent}
                formatValue={(value) => (typeof value === 'number' ? format.short(value) : String(value))}
              />
            </div>
          )}
        </Card>
        <Card title={t('search.best')}>
          <div data-picture={t('search.best')}>
            <LinesChart
              label={t('search.best')}
              x={{ label: t('search.trialNumber'), format: format.count }}
              y={{ label: t('search.accuracy'), format: format.coarsePercent }}
              lines={[{ key: 'best', label: t('search.best'), points: bestSoFar(done), tone: 2 }]}
              height={220}
            />
          </div>
        </Card>
      </div>
      <Card title={t('search.curves', { count: Math.min(BEST, results.length) })} aside={t('search.dashed')}>
        <div className={classes.grid} data-testid="best-curves">
          {results.slice(0, BEST).map(({ trial, curve }, rank) => {
            const title = t('search.ranked', { rank: rank + 1, trial: trial + 1 });
            return (
              <button
                key={trial}
                type="button"
                className={classes.curve}
                aria-pressed={trial === shown?.trial}
                onClick={() => choose(trial)}
                data-picture={title}
              >
                <small>{title}</small>
                <LinesChart
                  small
                  label={title}
                  x={{ label: t('search.epoch'), format: format.count, range: [0, state.search.spec.training.duration.count] }}
                  y={{ label: t('search.accuracy'), format: format.wholePercent, range: [0, 1] }}
                  lines={[
                    {
                      key: 'v',
                      label: t('search.validation'),
                      points: curve.map((p) => [p.epoch, p.validationAccuracy] as const),
                      tone: 0,
                    },
                    {
                      key: 't',
                      label: t('search.training'),
                      points: curve.map((p) => [p.epoch, p.trainingAccuracy] as const),
                      tone: 1,
                      dashed: true,
                    },
                  ]}
                  height={84}
                />
              </button>
            );
          })}
        </div>
      </Card>
    </div>
  );
}
