import type { RunMetrics, RunState } from '@shared/contracts/run';
import { smoothed } from '../../charts/series';

const heads = [
  'iteration',
  'training loss',
  'training loss smoothed',
  'training accuracy',
  'training accuracy smoothed',
  'learning rate',
  'validation loss',
  'validation accuracy',
];

/** Beside them where parameters were averaged. */
const averageHeads = ['validation loss of the average', 'validation accuracy of the average'];

/** Every iteration of the run as a line of a CSV file; numbers with a point, as programs read them. */
export function curvesCsv({ iterations, losses, accuracies, learningRates }: RunMetrics, validations: RunState['validations']): string {
  const [lossMeans, accuracyMeans] = [smoothed(losses), smoothed(accuracies)];
  const hasAverage = validations.some(({ averaged }) => averaged);
  const validated = new Map(validations.map((each) => [each.iteration, each]));
  const lines = iterations.map((iteration, index) => {
    const validation = validated.get(iteration);
    return [
      iteration,
      losses[index],
      lossMeans[index],
      accuracies[index],
      accuracyMeans[index],
      learningRates[index],
      validation?.loss ?? '',
      validation?.accuracy ?? '',
      ...(hasAverage ? [validation?.averaged?.loss ?? '', validation?.averaged?.accuracy ?? ''] : []),
    ].join(',');
  });
  return [[...heads, ...(hasAverage ? averageHeads : [])].join(','), ...lines, ''].join('\n');
}
