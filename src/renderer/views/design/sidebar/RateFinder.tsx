import type { RateFinding } from '@shared/training/find-learning-rate';
import { RULE, usualRates } from '@shared/training/find-learning-rate';
import { LinesChart } from '../../../charts/LinesChart';
import { ActionButton } from '../../../controls/ActionButton';
import { ChartWithTools } from '../../../controls/ChartWithTools';
import { JobProgress } from '../../../controls/JobButton';
import { useJobs } from '../../../state/jobs';
import { useStudio } from '../../../state/studio-store';
import { useWords } from '../../../words/use-words';
import { applyFoundRate, findLearningRate } from '../actions/rate-actions';
import { useDesign } from '../state/design-store';
import { isStale, suggestionOf, useRates } from '../state/rate-store';
import classes from './Sidebar.module.css';

const HEIGHT = 190;

/** Powers of ten that stand side by side. */
const shortest = (rate: number) => (rate < 0.01 ? rate.toExponential(0).replace('-', '−') : String(Number(rate.toPrecision(2))));

/** Which learning rate this design may well be trained with: a short training at rising ones. */
export function RateFinder() {
  const words = useWords();
  const { t, text, format } = words;
  const found = useRates((state) => state.found);
  const spec = useDesign((state) => state.design.spec);
  const isAtWork = useJobs((state) => state.learningRate !== undefined);
  const rate = found && suggestionOf(found.finding);
  const dataset = useStudio((state) => state.dataset);
  const stale = found !== null && isStale(found, spec, dataset);
  return (
    <section className={classes.fields} data-testid="rate-finder">
      {found && <RateChart finding={found.finding} />}
      {found && rate !== null && (
        <p className={classes.help} data-testid="suggested-rate">
          {t('rate.suggestion', { rate: format.short(rate), rule: text(RULE) })}
        </p>
      )}
      {found && rate === null && (
        <p className={classes.help}>{t('rate.none', { from: format.short(usualRates.from), to: format.short(usualRates.to) })}</p>
      )}
      {stale && <p className={classes.help}>{t('rate.stale')}</p>}
      {!found && <p className={classes.help}>{t('rate.hint')}</p>}
      {isAtWork && <JobProgress jobs={['learningRate']} />}
      <div className={classes.buttons}>
        {!isAtWork && <ActionButton action={findLearningRate} variant="default" size="xs" />}
        {found && rate !== null && !stale && <ActionButton action={applyFoundRate} size="xs" />}
      </div>
    </section>
  );
}

function RateChart({ finding }: { finding: RateFinding }) {
  const { t, format } = useWords();
  const { points, smoothed, lowest } = finding;
  const rates = points.map(({ learningRate }) => learningRate);
  const line = (values: readonly number[]) => rates.map((rate, index) => [rate, values[index] ?? Number.NaN] as const);
  const least = smoothed[lowest] ?? 0;
  const first = smoothed[0] ?? 1;
  const rate = suggestionOf(finding);
  return (
    <ChartWithTools
      title={t('rate.title')}
      heads={[t('train.learningRate'), t('rate.loss'), t('rate.smoothed')]}
      rows={points.map(({ learningRate, loss }, index) => [learningRate, loss, smoothed[index] ?? Number.NaN])}
      format={[format.short, format.loss, format.loss]}
    >
      <LinesChart
        label={t('rate.title')}
        x={{ label: t('train.learningRate'), scale: 'log', range: [usualRates.from, usualRates.to], format: shortest }}
        // What leaps up behind says nothing more.
        y={{
          label: t('rate.loss'),
          range: [Math.max(0, least - 0.1 * first), first + 0.6 * Math.max(first - least, 0.1)],
          format: format.value,
        }}
        lines={[
          { key: 'loss', label: t('rate.loss'), points: line(points.map(({ loss }) => loss)), tone: 6, dash: 2 },
          { key: 'smoothed', label: t('rate.smoothed'), points: line(smoothed), tone: 0 },
        ]}
        marks={rate === null ? [] : [{ at: rate, label: format.short(rate) }]}
        height={HEIGHT}
      />
    </ChartWithTools>
  );
}
