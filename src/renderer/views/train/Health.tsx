import { Group } from '@mantine/core';
import { isActive } from '@shared/contracts/run';
import { MANY_DEAD } from '@shared/training/hints/dead-units';
import { useRef } from 'react';
import { Histogram } from '../../charts/Histogram';
import { Card } from '../../components/Card';
import { TableDialog } from '../../components/TableDialog';
import { chartContents, SaveMenu } from '../../controls/SaveMenu';
import { useStudio } from '../../state/studio-store';
import { useWords } from '../../words/use-words';
import classes from './Health.module.css';
import { healthCsv } from './health-csv';
import { healthTable } from './health-table';

/** A share above this is worth a look. */
const MANY_SATURATED = 0.5;

/** What comes out of each layer with weights, how much of it says nothing, and how far a step moves its weights. */
export function Health() {
  const words = useWords();
  const { t, text, format } = words;
  const insight = useStudio(({ insight, run }) => (insight && insight.run === run?.id ? insight.insight : null));
  const hasEnded = useStudio(({ run }) => run !== null && !isActive(run.status));
  const list = useRef<HTMLUListElement>(null);
  if (!insight) {
    return (
      <Card title={t('health.title')}>
        <p className={classes.empty}>{t(hasEnded ? 'health.none' : 'health.empty')}</p>
      </Card>
    );
  }
  const nameOf = ({ index, label, outputs }: (typeof insight.layers)[number]) => `${index + 1} ${text(label)} ${outputs}`;
  const pictures = () =>
    [...(list.current?.querySelectorAll('svg') ?? [])].map((svg, index) => ({
      svg,
      title: insight.layers[index] ? nameOf(insight.layers[index]) : '',
    }));
  return (
    <Card
      title={t('health.title')}
      aside={
        <Group gap={6}>
          <TableDialog title={t('health.title')} content={() => healthTable(insight, words)} />
          <SaveMenu name={t('health.title')} contents={chartContents(pictures, () => healthCsv(insight))} />
        </Group>
      }
    >
      <ul className={classes.layers} ref={list}>
        {insight.layers.map((layer) => {
          const name = nameOf(layer);
          const remark =
            layer.dead !== null
              ? t('health.dead', { share: format.coarsePercent(layer.dead) })
              : layer.saturated !== null
                ? t('health.saturated', { share: format.coarsePercent(layer.saturated) })
                : '';
          const bad = (layer.dead ?? 0) > MANY_DEAD || (layer.saturated ?? 0) > MANY_SATURATED;
          return (
            <li key={layer.index} className={classes.layer}>
              <span className={classes.name}>
                {name} {layer.activation && <small>→ {text(layer.activation)}</small>}
              </span>
              <span className={classes.figure} data-bad={bad || undefined}>
                {remark}
              </span>
              <Histogram
                counts={layer.histogram}
                low={layer.low}
                high={layer.high}
                label={t('health.histogram', {
                  name,
                  low: format.short(layer.low),
                  high: format.short(layer.high),
                  mean: format.short(layer.mean),
                  deviation: format.short(layer.deviation),
                })}
              />
              <span className={classes.figure} title={t('health.updateHelp')}>
                {t('health.update', { ratio: format.power(layer.updateRatio) })}
              </span>
            </li>
          );
        })}
      </ul>
      <p className={classes.note}>
        {t('health.note', {
          iteration: format.count(insight.iteration),
          images: format.count(insight.images),
          set: t(`set.${insight.set}`),
        })}
      </p>
    </Card>
  );
}
