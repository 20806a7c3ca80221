/** What the learning-rate finder found, and of which design. */
import type { RunSpec } from '@shared/spec/run-spec';
import type { RateFinding } from '@shared/training/find-learning-rate';
import { create } from 'zustand';
import { request } from '../../../state/bridge';
import { follow } from '../../../state/jobs';
import { attempt } from '../../../state/operations';
import { edit, useDesign } from './design-store';
import { fittedSpec } from './examination';

interface RateStore {
  readonly found: { readonly finding: RateFinding; readonly spec: RunSpec } | null;
}

export const useRates = create<RateStore>(() => ({ found: null }));

export function findRate(): void {
  void attempt('findRate', async () => {
    const { spec } = useDesign.getState().design;
    const finding = await follow('learningRate', (job) => request('findLearningRate', { spec: fittedSpec(), job }));
    if (finding) useRates.setState({ found: { finding, spec } });
    return null;
  });
}

/** Two digits say all that such a short training can. */
export function suggestionOf({ points, suggested }: RateFinding): number | null {
  const rate = suggested === null ? undefined : points[suggested]?.learningRate;
  return rate === undefined ? null : Number(rate.toPrecision(2));
}

/** Whether another design than that was looked at, its learning rate aside. */
export function isStale(of: RunSpec, now: RunSpec): boolean {
  const others = ({ optimizer: { learningRate: _, ...optimizer }, name: __, ...spec }: RunSpec) => JSON.stringify({ ...spec, optimizer });
  return of !== now && others(of) !== others(now);
}

export function applyRate(): void {
  const { found } = useRates.getState();
  const learningRate = found && suggestionOf(found.finding);
  if (learningRate) edit((spec) => ({ ...spec, optimizer: { ...spec.optimizer, learningRate } }), 'found learning rate');
}
