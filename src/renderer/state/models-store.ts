/** The trained networks there are to ask. */
import type { ModelSummary } from '@shared/contracts/state';
import { bestOf } from '@shared/lab/experiments/ranking';
import { useMemo } from 'react';
import { create } from 'zustand';
import type { Words } from '../words/use-words';
import { ask } from './bridge';
import { useStudio } from './studio-store';

export const useModels = create<{ models: readonly ModelSummary[] }>(() => ({ models: [] }));

export async function refreshModels(): Promise<void> {
  useModels.setState({ models: await ask('listModels', {}) });
}

/** The run of this session as a model's id, once it has learnt something. */
export function modelOfRun({ run } = useStudio.getState()): string | null {
  return run?.folder && (run.exportable ?? 0) > 0 ? `run:${run.folder}` : null;
}

/** Lists them now, and again when a run or a file comes, ends or is renamed. */
export async function followModels(): Promise<void> {
  const sign = () => {
    const { run, imported } = useStudio.getState();
    return [modelOfRun(), run?.status.phase, run?.label.name, run?.label.colour, imported?.file, run?.evaluations.test?.iteration].join(
      '\n',
    );
  };
  let known = sign();
  useStudio.subscribe(() => {
    const now = sign();
    if (now === known) return;
    known = now;
    void refreshModels().catch(() => undefined); // the list before stays; asking a network that is gone says so
  });
  await refreshModels();
}

type Size = readonly [height: number, width: number];

export const takes = ({ input }: ModelSummary, [height, width]: Size) => input[0] === height && input[1] === width;

/** Who is asked unless the user chooses: the run of this session, the newest run where `runs` is set, else what Kasane comes with. */
export function usualModel(models: readonly ModelSummary[], size: Size, ofRun: string | null, runs: boolean): ModelSummary | null {
  const fitting = models.filter((model) => takes(model, size));
  const own = fitting.find(({ id }) => id === ofRun);
  return own ?? fitting.find(({ kind }) => runs && kind === 'run') ?? fitting.find(({ kind }) => kind === 'model') ?? fitting[0] ?? null;
}

/** Runs whose accuracy on MNIST's own test set is known, the best first. */
export function useEvaluated(): readonly ModelSummary[] {
  const models = useModels((state) => state.models);
  return useMemo(
    () =>
      models
        .filter(({ testAccuracy, kind, original }) => testAccuracy !== null && kind === 'run' && original)
        .toSorted((a, b) => (b.testAccuracy ?? 0) - (a.testAccuracy ?? 0)),
    [models],
  );
}

/** As the ranking takes it. */
export const rankedOf = ({ name, seed, testAccuracy }: ModelSummary, { text, t }: Words) =>
  bestOf(`${text(name)}${seed === null ? '' : `, ${t('train.seed', { seed })}`}`, testAccuracy ?? 0);
