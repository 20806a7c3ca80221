import { modelOfRun } from '@shared/contracts/run';
import { bestOf } from '@shared/lab/experiments/ranking';
import { listRuns } from '../../runs/list-runs';

/** The run of that folder that read most of MNIST's own test set, as the ranking takes it; null where none was evaluated on it. */
export async function bestRun(runsFolder: string) {
  const models = (await listRuns(runsFolder)).map(modelOfRun).filter((model) => model !== null);
  // Nothing is known of how parameters from a file were trained.
  const evaluated = models.filter(({ original, dataset, testAccuracy }) => original && dataset !== null && testAccuracy !== null);
  const [best] = evaluated.toSorted((a, b) => (b.testAccuracy ?? 0) - (a.testAccuracy ?? 0));
  return best ? bestOf(best.seed === null ? best.name : `${best.name}, seed ${best.seed}`, best.testAccuracy ?? 0) : null;
}
