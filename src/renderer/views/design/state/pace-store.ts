/** What training the design would take: measured on this machine shortly after each edit, while nothing else trains. */

import { currentSpecOf } from '@shared/spec/changes';
import { examineData, fitInput } from '@shared/spec/examine-data';
import type { RunSpec } from '@shared/spec/run-spec';
import { planMemory } from '@shared/training/program';
import { useEffect } from 'react';
import { create } from 'zustand';
import { request } from '../../../state/bridge';
import { usePreferences } from '../../../state/preferences';
import { type DatasetSnapshot, runIsActive, useStudio } from '../../../state/studio-store';
import { useDesign } from './design-store';
import { examinationOf, fittedSpec, sizeOf } from './examination';

/** After the last edit, so that typing is not measured. */
const DELAY_MILLISECONDS = 500;
const LONG_ENOUGH_SECONDS = 3;

interface Pace {
  readonly state: 'unknown' | 'measuring' | 'busy' | 'measured' | 'failed';
  readonly imagesPerSecond: number | null;
  readonly secondsPerEpoch: number | null;
  /** Bytes of a run beside the images it trains on. */
  readonly memory: number | null;
}

const unknown: Pace = { state: 'unknown', imagesPerSecond: null, secondsPerEpoch: null, memory: null };

const usePaceStore = create<Pace>(() => unknown);
const known = new Map<string, number>();

/** What decides the pace: not the seed, the name or how long is trained. */
const paceKey = ({ network, optimizer, data, training }: RunSpec, threads: number | null) =>
  JSON.stringify([network, optimizer.type, data, training.batchSize, training.sampling, training.clipNorm > 0, threads]);

export function usePace(): Pace {
  const spec = useDesign((state) => state.design.spec);
  const dataset = useStudio((state) => state.dataset);
  const threads = usePreferences((state) => state.threads);
  const active = useStudio(runIsActive);
  useEffect(() => {
    const fitted = fitInput(spec, sizeOf(dataset));
    const timer = setTimeout(() => void update(fitted, dataset, threads), DELAY_MILLISECONDS);
    usePaceStore.setState(atOnce(fitted, dataset, threads, active));
    return () => clearTimeout(timer);
  }, [spec, dataset, threads, active]);
  return usePaceStore();
}

/** A run that has trained for a while tells its design's pace better than any gauge. */
useStudio.subscribe(({ run }, { run: before }) => {
  if (run?.status.phase !== 'finished' || before?.status.phase === 'finished' || run.seconds < LONG_ENOUGH_SECONDS) return;
  const spec = currentSpecOf(run);
  const { usualThreads } = useStudio.getState();
  known.set(paceKey(spec, run.threads === usualThreads ? null : run.threads), (run.iteration * spec.training.batchSize) / run.seconds);
});

/** What is known without measuring. */
function atOnce(spec: RunSpec, dataset: DatasetSnapshot, threads: number | null, active: boolean): Partial<Pace> {
  const imagesPerSecond = known.get(paceKey(spec, threads)) ?? null;
  const size = sizeOf(dataset);
  if (imagesPerSecond === null || !size)
    return { ...unknown, state: active ? 'busy' : 'measuring', memory: usePaceStore.getState().memory };
  return { state: 'measured', imagesPerSecond, secondsPerEpoch: examineData(spec, size).training / imagesPerSecond };
}

async function update(spec: RunSpec, dataset: DatasetSnapshot, threads: number | null): Promise<void> {
  const size = sizeOf(dataset);
  if (!size || examinationOf(spec, dataset).problems.length > 0) {
    usePaceStore.setState(unknown);
    return;
  }
  usePaceStore.setState({ memory: trainingMemory(spec) });
  const key = paceKey(spec, threads);
  if (!known.has(key) && !runIsActive()) {
    const pace = await request('measurePace', { spec, ...(threads !== null && { threads }) }).catch(() => null);
    if (pace) known.set(key, pace.imagesPerSecond);
  }
  if (paceKey(fittedSpec(), threads) !== key) return;
  const found = atOnce(spec, dataset, threads, runIsActive());
  usePaceStore.setState({ ...found, ...(found.state === 'measuring' && { state: 'failed' }) });
}

/** Bytes that a run lays out: activations, parameters, gradients, the optimizer's numbers. */
function trainingMemory(spec: RunSpec): number {
  const { values, bytes } = planMemory({ purpose: 'training', spec, trainingImages: 1 });
  return Float32Array.BYTES_PER_ELEMENT * values + bytes;
}
