/** The experiments: their controls, what they have come to, and the one at work. */
import type { LabState } from '@shared/ipc/state';
import { experiments } from '@shared/lab/experiments';
import { findExperiment } from '@shared/lab/find-experiment';
import { create } from 'zustand';
import { ask, listen } from './bridge';
import { attempt } from './studio-store';

export interface LabContents {
  /** What the results are of. */
  readonly controls: Readonly<Record<string, unknown>>;
  readonly results: Readonly<Record<string, unknown>>;
}

interface LabStore {
  /** The experiment that is shown. */
  readonly shown: string;
  /** As the form has them, by experiment; those of the book where they were not touched. */
  readonly controls: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly contents: Readonly<Record<string, LabContents>>;
  /** The experiment at work, or the one that was last. */
  readonly state: LabState | null;
}

export const useLab = create<LabStore>(() => ({
  shown: experiments[0]?.name ?? '',
  controls: {},
  contents: {},
  state: null,
}));

const set = useLab.setState;

export const usualControls = (name: string): Record<string, unknown> => findExperiment(name).controls.parse({});

const controlsOf = (name: string) => useLab.getState().controls[name] ?? usualControls(name);

export function setControl(name: string, control: string, value: unknown): void {
  const { controls } = useLab.getState();
  set({ controls: { ...controls, [name]: { ...controlsOf(name), [control]: value } } });
}

export function resetControls(name: string): void {
  const { [name]: _, ...controls } = useLab.getState().controls;
  set({ controls });
}

export const showExperiment = (shown: string): void => set({ shown });

export function startExperiment(name: string): void {
  void attempt(async () => void (await ask('startExperiment', { experiment: name, controls: controlsOf(name) })));
}

export const stopExperiment = (): void => void attempt(async () => void (await ask('stopExperiment')));

/** Fetches what every experiment came to in sessions before, and follows the one at work. */
export async function followLab(): Promise<void> {
  listen('lab', ({ state, results, reset }) => {
    const { contents } = useLab.getState();
    const before = reset ? {} : (contents[state.experiment]?.results ?? {});
    const next = { controls: state.controls, results: { ...before, ...results } };
    set({ state, contents: { ...contents, [state.experiment]: next } });
  });
  const found = await Promise.all(experiments.map(({ name }) => ask('labResults', { experiment: name })));
  const kept = experiments.flatMap(({ name }, index) => {
    const each = found[index];
    return each ? [[name, each] as const] : [];
  });
  set(({ contents, controls }) => ({
    contents: { ...Object.fromEntries(kept), ...contents },
    controls: { ...Object.fromEntries(kept.map(([name, each]) => [name, each.controls])), ...controls },
  }));
}
