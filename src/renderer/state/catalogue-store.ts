/** What there is to choose from: all runs, those that were deleted, and every trained network. */
import { type ModelSummary, modelOfRun, type RunSummary } from '@shared/contracts/run';
import type { ImportedSummary } from '@shared/contracts/state';
import { create } from 'zustand';
import { request } from './bridge';
import { useStudio } from './studio-store';

interface Catalogue {
  /** Null until they have been read. */
  readonly runs: readonly RunSummary[] | null;
  /** What each deletion took, the last one last; undo brings them back one by one. */
  readonly deleted: readonly (readonly string[])[];
  /** Networks: the one of a file, then runs, the newest first, then those that Kasane comes with. */
  readonly models: readonly ModelSummary[];
}

export const useCatalogue = create<Catalogue>(() => ({ runs: null, deleted: [], models: [] }));

const set = useCatalogue.setState;

/** They do not change while the studio runs; null until they have been read. */
let shipped: readonly ModelSummary[] | null = null;

/** Counts refreshes; only the newest one's answer is shown. */
let newest = 0;

export async function refreshCatalogue(): Promise<void> {
  newest += 1;
  const own = newest;
  const reading = shipped ?? request('shippedModels', {}).catch(() => null); // retried by the next refresh
  const [runs, deleted, models] = await Promise.all([request('listRuns', {}), request('deletedRuns'), reading]);
  shipped = models;
  if (own === newest) set({ runs, deleted, models: modelsOf(runs) });
}

function modelsOf(runs: Catalogue['runs']): readonly ModelSummary[] {
  const { imported } = useStudio.getState();
  const ofRuns = (runs ?? []).map(modelOfRun).filter((model) => model !== null);
  return [
    ...(imported ? [modelOfFile(imported)] : []),
    ...ofRuns.toSorted((a, b) => (a.id < b.id ? 1 : -1)), // by folder, which begins with the time
    ...(shipped ?? []),
  ];
}

const modelOfFile = ({ file, spec, test }: ImportedSummary): ModelSummary => ({
  classes: spec.network.classes,
  recipe: spec.network.recipe,
  id: 'imported',
  kind: 'imported',
  name: file,
  colour: null,
  created: null,
  seed: null,
  iteration: null,
  input: spec.network.input,
  scaling: spec.data.scaling,
  testAccuracy: test.accuracy,
  original: false,
  dataset: null,
  split: null,
});

/** The parts of the run at hand and of the file that the catalogue shows. */
function sign(): string {
  const { run, imported } = useStudio.getState();
  // Evaluating and back changes nothing of what is listed.
  const phase = run?.status.phase === 'evaluating' ? 'running' : run?.status.phase;
  const hasLearnt = (run?.exportable ?? 0) > 0;
  return JSON.stringify([run?.id, run?.folder, phase, run?.label, hasLearnt, run?.evaluations.test?.iteration, imported?.file]);
}

/** Lists everything now, and again whenever the run at hand changes how it stands or the command line may have been at work. */
export async function followCatalogue(): Promise<void> {
  const again = () => void refreshCatalogue().catch(() => undefined); // the list before stays
  let known = sign();
  useStudio.subscribe(() => {
    const now = sign();
    if (now === known) return;
    known = now;
    again();
  });
  window.addEventListener('focus', again);
  await refreshCatalogue();
}
