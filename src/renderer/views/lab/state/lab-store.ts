/** The experiments: their controls, what they have come to, and the one at work. */
import type { LabState } from '@shared/contracts/state';
import { type Claim, type Experiment, resultsAtOnce } from '@shared/lab/experiment';
import { experiments } from '@shared/lab/experiments';
import { findExperiment } from '@shared/lab/find-experiment';
import { create } from 'zustand';
import { listen, request } from '../../../state/bridge';
import { attempt } from '../../../state/operations';

export interface LabContents {
  /** What the results are of. */
  readonly controls: Readonly<Record<string, unknown>>;
  readonly results: Readonly<Record<string, unknown>>;
}

export const labTabs = ['experiments', 'lessons', 'step'] as const;
export type LabTab = (typeof labTabs)[number];

interface LabStore {
  readonly tab: LabTab;
  /** The experiment that is shown. */
  readonly shown: string;
  /** As the form has them, by experiment; those of the book where they were not touched. */
  readonly controls: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly contents: Readonly<Record<string, LabContents>>;
  /** The experiment at work, or the one that was last. */
  readonly state: LabState | null;
}

export const useLab = create<LabStore>(() => ({
  tab: 'experiments',
  shown: experiments[0]?.name ?? '',
  controls: {},
  contents: {},
  state: null,
}));

const set = useLab.setState;

export const usualControls = (name: string): Record<string, unknown> => findExperiment(name).controls.parse({});

const controlsOf = (name: string) => useLab.getState().controls[name] ?? usualControls(name);

export const setControl = (name: string, control: string, value: unknown): void =>
  setControls(name, { ...controlsOf(name), [control]: value });

/** Those of the book. */
export const resetControls = (name: string): void => setControls(name, usualControls(name));

/** Those of which the figure is. */
export function restoreControls(name: string): void {
  const content = useLab.getState().contents[name];
  if (content) setControls(name, content.controls);
}

function setControls(name: string, wanted: Readonly<Record<string, unknown>>): void {
  set(({ controls }) => ({ controls: { ...controls, [name]: wanted } }));
  if (findExperiment(name).instant) doAtOnce(name);
  else lookUp(name);
}

/** What it came to before with the controls that the form has now takes the figure's place. */
function lookUp(name: string): void {
  const controls = controlsOf(name);
  if (!isStale(useLab.getState(), name) || !findExperiment(name).controls.safeParse(controls).success) return;
  void request('labResults', { experiment: name, controls })
    .then((found) => {
      const { state } = useLab.getState();
      const isRunning = state?.experiment === name && state.status === 'running';
      if (found && !isRunning && controlsOf(name) === controls) set(({ contents }) => ({ contents: { ...contents, [name]: found } }));
    })
    .catch(() => undefined); // the figure before stays, and says of which settings it is
}

/** Between changes of one experiment that are kept. */
const KEEP_AFTER_MILLISECONDS = 300;
const keeping = new Map<string, ReturnType<typeof setTimeout>>();

/** An experiment that is instant follows its controls, and is kept when they rest. */
function doAtOnce(name: string): void {
  if (!showAtOnce(name)) return;
  clearTimeout(keeping.get(name));
  const keep = () =>
    void attempt('keepExperiment', async () => void (await request('keepExperiment', { experiment: name, controls: controlsOf(name) })));
  keeping.set(name, setTimeout(keep, KEEP_AFTER_MILLISECONDS));
}

/** False where its controls are not sound, as a field says. */
function showAtOnce(name: string): boolean {
  const experiment = findExperiment(name);
  const parsed = experiment.controls.safeParse(controlsOf(name));
  if (!parsed.success) return false;
  const content = { controls: parsed.data, results: resultsAtOnce(experiment, parsed.data) };
  set(({ contents }) => ({ contents: { ...contents, [name]: content } }));
  return true;
}

/** What an experiment claims by what it has come to; null while it is at work or is not done. */
export function claimOf({ contents, state }: Pick<LabStore, 'contents' | 'state'>, experiment: Experiment): Claim | null {
  const { name } = experiment;
  const content = contents[name];
  if (!content || (state?.experiment === name && state.status === 'running')) return null;
  return experiment.claim(content.controls, content.results);
}

/** Whether what is shown of it was computed with other controls than the form has. */
export const isStale = ({ contents, controls }: Pick<LabStore, 'contents' | 'controls'>, name: string): boolean =>
  contents[name] !== undefined && JSON.stringify(contents[name].controls) !== JSON.stringify(controls[name] ?? usualControls(name));

/** Whether it was stopped before all its parts were done, and the form still has its controls. */
export function isUnfinished(store: Pick<LabStore, 'contents' | 'controls'>, experiment: Experiment): boolean {
  const content = store.contents[experiment.name];
  if (!content || isStale(store, experiment.name)) return false;
  return experiment.parts(content.controls).some(({ id }) => !(id in content.results));
}

export const showExperiment = (shown: string): void => set({ shown });

export function startExperiment(name: string): void {
  void attempt('runExperiment', async () => void (await request('startExperiment', { experiment: name, controls: controlsOf(name) })));
}

export const stopExperiment = (): void => void attempt('endExperiment', async () => void (await request('stopExperiment')));

/** Fetches what every experiment came to in sessions before, and follows the one at work. */
export async function followLab(): Promise<void> {
  listen('lab', ({ state, results, reset }) => {
    const { contents } = useLab.getState();
    const before = reset ? {} : (contents[state.experiment]?.results ?? {});
    const next = { controls: state.controls, results: { ...before, ...results } };
    set({ state, contents: { ...contents, [state.experiment]: next } });
  });
  const found = await Promise.all(experiments.map(({ name }) => request('labResults', { experiment: name })));
  const kept = experiments.flatMap(({ name }, index) => {
    const each = found[index];
    return each ? [[name, each] as const] : [];
  });
  set(({ contents, controls }) => ({
    contents: { ...Object.fromEntries(kept), ...contents },
    controls: { ...Object.fromEntries(kept.map(([name, each]) => [name, each.controls])), ...controls },
  }));
  for (const { name, instant } of experiments) if (instant && !useLab.getState().contents[name]) showAtOnce(name);
}
