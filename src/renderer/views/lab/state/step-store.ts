/** One training step that is gone through: of which network, on which images, and where one is. */
import type { SteppedNetwork } from '@shared/lab/one-step/step';
import { create } from 'zustand';
import { request } from '../../../state/bridge';
import { attempt } from '../../../state/operations';
import { useStudio } from '../../../state/studio-store';
import { fittedSpec } from '../../design/state/examination';

/** A page of the way: forwards through the layers, the loss, backwards, and what the optimizer does. */
export type StepPage =
  | { readonly kind: 'forward' | 'backward'; readonly layer: number }
  | { readonly kind: 'loss' }
  | { readonly kind: 'update' };

interface StepStore {
  /** Whether the newest checkpoint of the run at hand is stepped on from, or the design's initial values. */
  readonly ofRun: boolean;
  readonly first: number;
  readonly images: number;
  readonly step: SteppedNetwork | null;
  /** A place in `pagesOf`. */
  readonly page: number;
  /** Which of the images is looked at. */
  readonly image: number;
}

export const useStep = create<StepStore>(() => ({ ofRun: false, first: 0, images: 2, step: null, page: 0, image: 0 }));

export function pagesOf({ layers }: SteppedNetwork): StepPage[] {
  const forward = layers.map((_, layer): StepPage => ({ kind: 'forward', layer }));
  const backward = layers.map((_, layer): StepPage => ({ kind: 'backward', layer }));
  return [...forward, { kind: 'loss' }, ...backward.toReversed(), { kind: 'update' }];
}

export function takeStep(): void {
  const { ofRun, first, images } = useStep.getState();
  const run = ofRun ? useStudio.getState().run : null;
  const folder = run?.folder ?? null;
  void attempt('takeOneStep', async () => {
    // A run that is paused may have gone on since its newest checkpoint.
    if (folder !== null) await request('saveRun');
    const step = await request('oneStep', { spec: folder === null || !run ? fittedSpec() : run.spec, folder, first, images });
    useStep.setState(({ page, image, step: before }) => ({
      step,
      // The same place of the same network.
      page: before?.layers.length === step.layers.length ? page : 0,
      image: Math.min(image, step.labels.length - 1),
    }));
  });
}

/** So many pages on, or back. */
export function turn(pages: number): void {
  useStep.setState(({ step, page }) => (step ? { page: Math.min(Math.max(page + pages, 0), pagesOf(step).length - 1) } : {}));
}
