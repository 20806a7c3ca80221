import { SegmentedControl, Select } from '@mantine/core';
import type { RunSummary } from '@shared/contracts/run';
import { useMemo, useRef } from 'react';
import { LinesChart } from '../../charts/LinesChart';
import { Card } from '../../components/Card';
import { chartContents, SaveMenu } from '../../controls/SaveMenu';
import { useWords } from '../../words/use-words';
import { toldApart, unitNames } from './compared';
import { unitCurve, unitsOf } from './mean-curves';
import classes from './RunsPanel.module.css';
import { type RunMetric, runMetricsShown, useRuns } from './state/runs-store';

/** What is shown of runs without validation images. */
const insteadOf: Readonly<Record<RunMetric, RunMetric>> = {
  validationAccuracy: 'trainingAccuracy',
  validationLoss: 'trainingLoss',
  trainingAccuracy: 'trainingAccuracy',
  trainingLoss: 'trainingLoss',
};

/** The curves of all chosen runs in one picture. */
export function Overlay({ shown }: { shown: readonly RunSummary[] }) {
  const words = useWords();
  const { t, format } = words;
  const { details, metric: wanted, scale, band } = useRuns();
  const watched = shown.some(({ folder }) => (details.get(folder)?.validations.length ?? 0) > 0);
  // Runs that held no images back have no curve of them.
  const metric = watched ? wanted : insteadOf[wanted];
  const place = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => {
    const units = unitsOf(shown);
    const names = unitNames(units, words);
    const curves = units.flatMap((unit, index) => {
      const found = unitCurve(unit, details, metric, band);
      return found ? [{ key: unit.key, name: names[index] ?? unit.key, colour: unit.members[0].label.colour, ...found }] : [];
    });
    return toldApart(curves).map(({ colour, name, same, ...line }) => ({
      ...line,
      label: same === null ? name : t('runs.sameCurve', { name, same }),
      tone: 0,
      colour: `var(--run-${colour})`,
    }));
  }, [shown, details, metric, band, words, t]);
  const hasBand = lines.some((line) => line.band);
  const damaged = shown.reduce((sum, { folder }) => sum + (details.get(folder)?.damagedLines ?? 0), 0);
  const every = Math.max(1, ...shown.map(({ folder }) => details.get(folder)?.metrics.every ?? 1));
  const accuracy = metric.endsWith('Accuracy');
  const title = t(`runs.metric.${metric}`);
  const svg = () => place.current?.querySelector<SVGSVGElement>('svg');
  const pictures = () => [svg()].flatMap((found) => (found ? [{ title, svg: found }] : []));
  const csv = () =>
    [
      'run,iteration,value,low,high',
      ...lines.flatMap(({ key, points, band: edges }) =>
        points.map(([x, y], index) => `"${key}",${x},${y},${edges?.[index]?.[1] ?? ''},${edges?.[index]?.[2] ?? ''}`),
      ),
      '',
    ].join('\n');
  return (
    <Card title={t('runs.curves')} aside={<SaveMenu name={title} contents={chartContents(pictures, csv)} />}>
      <div className={classes.tools}>
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
        {hasBand && (
          <Select
            size="xs"
            w={170}
            aria-label={t('repeats.band')}
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
            data={(['deviation', 'range'] as const).map((value) => ({ value, label: t(`repeats.bands.${value}`) }))}
            value={band}
            onChange={(value) => useRuns.setState({ band: value as typeof band })}
          />
        )}
        {!accuracy && (
          <SegmentedControl
            size="xs"
            aria-label={t('search.scale')}
            value={scale}
            onChange={(value) => useRuns.setState({ scale: value as typeof scale })}
            data={(['linear', 'log'] as const).map((value) => ({ value, label: t(`search.scales.${value}`) }))}
          />
        )}
      </div>
      {every > 1 && metric.startsWith('training') && <p className={classes.note}>{t('runs.everyNth', { every: format.count(every) })}</p>}
      {damaged > 0 && <p className={classes.warning}>{t('runs.damagedLines', { count: damaged })}</p>}
      <div ref={place}>
        <LinesChart
          label={title}
          x={{ label: t('runs.iteration'), format: format.compact }}
          y={{ label: title, format: accuracy ? format.finePercent : format.value, scale: accuracy ? 'linear' : scale }}
          lines={lines}
          height={220}
        />
      </div>
    </Card>
  );
}
