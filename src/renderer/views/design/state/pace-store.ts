/** What training the design would take: measured on this machine shortly after each edit, while nothing else trains. */

import { isActive } from '@shared/contracts/run';
import { currentSpecOf } from '@shared/spec/changes';
import { examineData, withNames } from '@shared/spec/examine-data';
import type { RunSpec } from '@shared/spec/run-spec';
import { planMemory } from '@shared/training/build-program';
import { estimateRun, type PaceHere } from '@shared/training/estimate';
import type { MeasuredPace } from '@shared/training/measure-pace';
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
  /** Of the whole run, if it does not stop early. */
  readonly seconds: number | null;
  /** Bytes of a run beside the images it trains on. */
  readonly memory: number | null;
}

const unknown: Pace = { state: 'unknown', imagesPerSecond: null, secondsPerEpoch: null, seconds: null, memory: null };

const usePaceStore = create<Pace>(() => unknown);
/** What was measured beforehand, and how many images a second runs of a design trained, by what decides the pace. */
const measured = new Map<string, MeasuredPace>();
const trained = new Map<string, number>();

/** What decides the pace: not the seed, the name or how long is trained. */
const paceKey = ({ network, optimizer, data, training }: RunSpec, threads: number | null) =>
  JSON.stringify([network, optimizer.type, data, training.batchSize, training.sampling, training.clipNorm > 0, threads]);

export function usePace(): Pace {
  const spec = useDesign((state) => state.design.spec);
  const dataset = useStudio((state) => state.dataset);
  const threads = usePreferences((state) => state.threads);
  const active = useStudio(runIsActive);
  useEffect(() => {
    const fitted = withNames(spec, sizeOf(dataset));
    const timer = setTimeout(() => void update(fitted, dataset, threads), DELAY_MILLISECONDS);
    usePaceStore.setState(atOnce(fitted, dataset, threads, active));
    return () => clearTimeout(timer);
  }, [spec, dataset, threads, active]);
  return usePaceStore();
}

/** A run that has trained for a while tells its design's pace better than any gauge, and how far the gauge is off. */
useStudio.subscribe(({ run }, { run: before }) => {
  const hasTrained = before !== null && before.id === run?.id && isActive(before.status);
  if (!hasTrained || run?.status.phase !== 'finished' || run.seconds < LONG_ENOUGH_SECONDS) return;
  const spec = currentSpecOf(run);
  const { usualThreads } = useStudio.getState();
  const key = paceKey(spec, run.threads === usualThreads ? null : run.threads);
  const found = (run.iteration * spec.training.batchSize) / run.seconds;
  const foreseen = measured.get(key)?.imagesPerSecond;
  trained.set(key, found);
  if (foreseen !== undefined) usePreferences.setState({ slowdown: Math.min(MOST_SLOWDOWN, Math.max(1, foreseen / found)) });
});

/** More is no drawing, but a machine that was busy with something else. */
const MOST_SLOWDOWN = 3;

/** Null where nothing is known of it. */
function paceHere(key: string): PaceHere | null {
  const { slowdown } = usePreferences.getState();
  const [foreseen, found] = [measured.get(key), trained.get(key)];
  if (!foreseen && found === undefined) return null;
  return {
    imagesPerSecond: found ?? (foreseen ? foreseen.imagesPerSecond / slowdown : Number.NaN),
    evaluatedPerSecond: foreseen?.evaluatedPerSecond ? foreseen.evaluatedPerSecond / slowdown : null,
  };
}

/** What is known without measuring. */
function atOnce(spec: RunSpec, dataset: DatasetSnapshot, threads: number | null, active: boolean): Partial<Pace> {
  const pace = paceHere(paceKey(spec, threads));
  const size = sizeOf(dataset);
  if (!pace || !size || dataset?.status !== 'ready')
    return { ...unknown, state: active ? 'busy' : 'measuring', memory: usePaceStore.getState().memory };
  const { training, count } = examineData(spec, size);
  const { epoch, whole } = estimateRun(spec, { training, validation: Math.max(0, count - training), test: dataset.testImages }, pace);
  return { state: 'measured', imagesPerSecond: pace.imagesPerSecond, secondsPerEpoch: epoch, seconds: whole };
}

async function update(spec: RunSpec, dataset: DatasetSnapshot, threads: number | null): Promise<void> {
  const size = sizeOf(dataset);
  if (!size || examinationOf(spec, dataset).problems.length > 0) {
    usePaceStore.setState(unknown);
    return;
  }
  usePaceStore.setState({ memory: trainingMemory(spec) });
  const key = paceKey(spec, threads);
  if (paceHere(key) === null && !runIsActive()) {
    const pace = await request('measurePace', { spec, ...(threads !== null && { threads }) }).catch(() => null);
    if (pace) measured.set(key, pace);
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
