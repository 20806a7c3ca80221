/** The run's metrics as the three curves that are drawn of them. */
import { useThrottledValue } from '@mantine/hooks';
import type { RunState } from '@shared/contracts/run';
import type { RunCurve } from '@shared/contracts/run-curve';
import type { Measures } from '@shared/training/validation';
import { useMemo } from 'react';
import type { CurveData } from '../../charts/curve-view';
import { useStudio } from '../../state/studio-store';
import type { Words } from '../../words/use-words';
import { marksOf } from './change-marks';

/** Drawing more often would only take time from the training, where both share the cores. */
const BETWEEN_DRAWINGS_MILLISECONDS = 250;

export interface Curves {
  readonly losses: CurveData;
  readonly accuracies: CurveData;
  readonly rates: CurveData;
}

export function curvesOf(run: Pick<RunState, 'spec' | 'changes' | 'validations' | 'iterations'>, metrics: RunCurve, words: Words): Curves {
  const common = { iterations: metrics.iterations, marks: marksOf(run.spec, run.changes, words), end: run.iterations };
  const points = (of: keyof Measures) => run.validations.map((each) => ({ iteration: each.iteration, value: each[of] }));
  const averages = (of: keyof Measures) =>
    run.validations.flatMap(({ iteration, averaged }) => (averaged ? [{ iteration, value: averaged[of] }] : []));
  return {
    losses: { ...common, values: metrics.losses, points: points('loss'), averages: averages('loss') },
    accuracies: { ...common, values: metrics.accuracies, points: points('accuracy'), averages: averages('accuracy') },
    rates: { ...common, values: metrics.learningRates, points: [], averages: [] },
  };
}

/** The same, kept up to date as often as is drawn; null where there is no run. */
export function useCurves(words: Words): Curves | null {
  const spec = useStudio((state) => state.run?.spec);
  const changes = useStudio((state) => state.run?.changes);
  const validations = useStudio((state) => state.run?.validations);
  const iterations = useStudio((state) => state.run?.iterations ?? 0);
  const metrics = useThrottledValue(
    useStudio((state) => state.metrics),
    BETWEEN_DRAWINGS_MILLISECONDS,
  );
  return useMemo(
    () => (spec && changes && validations ? curvesOf({ spec, changes, validations, iterations }, metrics, words) : null),
    [spec, changes, validations, iterations, metrics, words],
  );
}
