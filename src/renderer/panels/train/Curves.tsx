import { useThrottledValue } from '@mantine/hooks';
import type { RunState } from '@shared/ipc/state';
import { IconChartLine } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { train } from '../../actions/actions';
import { CurveChart } from '../../charts/CurveChart';
import { Legend } from '../../charts/Legend';
import { decimate } from '../../charts/series';
import { ActionButton } from '../../components/ActionButton';
import { Card } from '../../components/Card';
import { EmptyState } from '../../components/EmptyState';
import { useFormat } from '../../i18n/use-format';
import { useStudio } from '../../state/studio-store';
import classes from './Curves.module.css';

/** Drawing more often would only take time from the training, where both share the cores. */
const BETWEEN_DRAWINGS_MILLISECONDS = 200;

const none: RunState['validations'] = [];

/** Loss and accuracy of the run. */
export function Curves() {
  const { t } = useTranslation();
  const format = useFormat();
  const end = useStudio((state) => state.run?.iterations ?? 0);
  const validations = useStudio((state) => state.run?.validations) ?? none;
  const metrics = useThrottledValue(
    useStudio((state) => state.metrics),
    BETWEEN_DRAWINGS_MILLISECONDS,
  );
  const [losses, accuracies] = useMemo(
    () => [
      decimate(metrics.iterations, metrics.losses, new Map(validations.map(({ iteration, loss }) => [iteration, loss]))),
      decimate(metrics.iterations, metrics.accuracies, new Map(validations.map(({ iteration, accuracy }) => [iteration, accuracy]))),
    ],
    [metrics, validations],
  );
  const names = { iteration: t('train.iteration'), raw: t('train.raw'), smooth: t('train.smooth'), validation: t('train.validation') };
  const legend = (
    <Legend
      entries={[
        { mark: 'smooth', label: names.smooth },
        { mark: 'raw', label: names.raw },
        ...(validations.length > 0 ? [{ mark: 'validation' as const, label: names.validation }] : []),
      ]}
    />
  );

  if (metrics.iterations.length === 0 && end === 0) {
    return (
      <Card title={t('train.curves')} className={classes.card ?? ''}>
        <EmptyState Icon={IconChartLine} title={t('train.emptyTitle')} text={t('train.emptyText')}>
          <ActionButton action={train} />
        </EmptyState>
      </Card>
    );
  }
  const common = { end, names, formatIteration: format.count };
  return (
    <Card title={t('train.curves')} aside={legend} className={classes.card ?? ''}>
      <h3 className={classes.name}>
        {t('train.loss')} <small>{t('train.lossUnit')}</small>
      </h3>
      <CurveChart
        {...common}
        label={t('train.lossChart')}
        points={losses}
        domain={[0, 'auto']}
        formatValue={format.loss}
        formatTick={format.short}
      />
      <h3 className={classes.name}>{t('train.accuracy')}</h3>
      <CurveChart
        {...common}
        label={t('train.accuracyChart')}
        points={accuracies}
        domain={[0, 1]}
        formatValue={format.percent}
        formatTick={format.coarsePercent}
      />
    </Card>
  );
}
