import { examineData } from '@shared/spec/examine-data';
import { iterationsOf } from '@shared/spec/iterations';
import { learningRateOf } from '@shared/training/learning-rate';
import { useMemo } from 'react';
import { SmallCurve } from '../../../charts/SmallCurve';
import { ChartWithTools } from '../../../controls/ChartWithTools';
import { useStudio } from '../../../state/studio-store';
import { useWords } from '../../../words/use-words';
import { useDesign } from '../state/design-store';
import { sizeOf } from '../state/examination';

const POINTS = 160;

/** The learning rate over the run, as optimizer and schedule make it. */
export function ScheduleCurve() {
  const { t, format } = useWords();
  const spec = useDesign((state) => state.design.spec);
  const dataset = useStudio((state) => state.dataset);
  const points = useMemo(() => {
    const size = sizeOf(dataset);
    if (!size) return [];
    const { iterations, iterationsPerEpoch } = iterationsOf(spec, examineData(spec, size).training);
    const learningRate = learningRateOf(spec);
    const count = Math.min(POINTS, iterations);
    return Array.from({ length: count }, (_, index) => {
      const iteration = 1 + Math.round((index * (iterations - 1)) / Math.max(count - 1, 1));
      return { x: iteration, y: learningRate({ iteration, iterations, iterationsPerEpoch }) };
    });
  }, [spec, dataset]);
  const names = { x: t('train.iteration'), y: t('train.learningRate') };
  return (
    <ChartWithTools
      title={t('sidebar.scheduleCurve')}
      heads={[names.x, names.y]}
      rows={points.map(({ x, y }) => [x, y])}
      format={[format.count, format.short]}
    >
      <SmallCurve label={t('sidebar.scheduleCurve')} points={points} formatX={format.count} formatY={format.short} names={names} />
    </ChartWithTools>
  );
}
