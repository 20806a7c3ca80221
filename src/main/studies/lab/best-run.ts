import { bestOf } from '@shared/lab/experiments/ranking';
import { listModels } from '../../models/list-models';

/** The run of that folder that read most of MNIST's own test set, as the ranking takes it; null where none was evaluated on it. */
export async function bestRun(runsFolder: string) {
  const evaluated = (await listModels(runsFolder, '')).filter(({ original, testAccuracy }) => original && testAccuracy !== null);
  const [best] = evaluated.toSorted((a, b) => (b.testAccuracy ?? 0) - (a.testAccuracy ?? 0));
  return best ? bestOf(best.seed === null ? best.name : `${best.name}, seed ${best.seed}`, best.testAccuracy ?? 0) : null;
}
