/** What the learning-rate finder found, and of which design. */
import type { RunSpec } from '@shared/spec/run-spec';
import type { RateFinding } from '@shared/training/find-learning-rate';
import { create } from 'zustand';
import { request } from '../../../state/bridge';
import { follow } from '../../../state/jobs';
import { attempt } from '../../../state/operations';
import { type DatasetSnapshot, useStudio } from '../../../state/studio-store';
import { edit, useDesign } from './design-store';
import { fittedSpec } from './examination';

interface Found {
  readonly finding: RateFinding;
  readonly spec: RunSpec;
  /** Where the images lay. */
  readonly images: string | undefined;
}

interface RateStore {
  readonly found: Found | null;
}

export const useRates = create<RateStore>(() => ({ found: null }));

export function findRate(): void {
  void attempt('findRate', async () => {
    const { spec } = useDesign.getState().design;
    const images = useStudio.getState().dataset?.folder;
    const finding = await follow('learningRate', (job) => request('findLearningRate', { spec: fittedSpec(), job }));
    if (finding) useRates.setState({ found: { finding, spec, images } });
    return null;
  });
}

/** Two digits say all that such a short training can. */
export function suggestionOf({ points, suggested }: RateFinding): number | null {
  const rate = suggested === null ? undefined : points[suggested]?.learningRate;
  return rate === undefined ? null : Number(rate.toPrecision(2));
}

/** Whether it is of another design, the learning rate aside, or of other images. */
export function isStale({ spec: of, images }: Found, now: RunSpec, dataset: DatasetSnapshot): boolean {
  const others = ({ optimizer: { learningRate: _, ...optimizer }, name: __, ...spec }: RunSpec) => JSON.stringify({ ...spec, optimizer });
  return images !== dataset?.folder || (of !== now && others(of) !== others(now));
}

export function applyRate(): void {
  const { found } = useRates.getState();
  const learningRate = found && suggestionOf(found.finding);
  if (learningRate) edit((spec) => ({ ...spec, optimizer: { ...spec.optimizer, learningRate } }), 'found learning rate');
}
