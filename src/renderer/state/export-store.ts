/** What is about to be exported, and how it was last time. */
import { networkSummary } from '@shared/nn/description';
import { create } from 'zustand';
import { request } from './bridge';
import { type Context, currentContext } from './context';
import { attempt } from './operations';

/** A run: the one at hand, or one of the disk. */
interface ExportedRun {
  /** Null of the one at hand. */
  readonly folder: string | null;
  readonly name: string;
  /** Whether W1, b1, W2, … tell all of it. */
  readonly isDense: boolean;
}

export type ExportKind = 'network' | 'curves';

interface ExportStore {
  /** Null while no dialog is open. */
  readonly run: ExportedRun | null;
  readonly kind: ExportKind;
  readonly type: string;
}

export const useExport = create<ExportStore>(() => ({ run: null, kind: 'network', type: 'params-json' }));

/** `784-50-10`, as against `28×28×1-16c-10`. */
const isDense = (summary: string) => /^\d+(-\d+)*$/.test(summary);

/** Opens the dialog; lists of weights are offered first only of a network that they tell all of. */
export function openExport(): void {
  const run = toExport();
  const { kind, type } = useExport.getState();
  const isUnfit = kind === 'network' && type === 'params-json' && run?.isDense === false;
  useExport.setState({ run, ...(isUnfit && { type: 'safetensors' }) });
}

/** In Runs the one that is chosen there, elsewhere the run at hand; null where it has learnt nothing. */
export function toExport({ view, runs: { chosen }, catalogue, studio: { run } }: Context = currentContext()): ExportedRun | null {
  if (view.view === 'runs') {
    const only = chosen.length === 1 ? catalogue.runs?.find(({ folder }) => folder === chosen[0]) : undefined;
    if (only)
      return only.exportable === null
        ? null
        : { folder: only.folder, name: only.label.name || only.design, isDense: isDense(only.network) };
  }
  if (run?.exportable == null) return null;
  return { folder: null, name: run.label.name || run.spec.name, isDense: isDense(networkSummary(run.spec.network)) };
}

export const closeExport = (): void => useExport.setState({ run: null });

export function performExport(): void {
  const { run, kind, type } = useExport.getState();
  if (!run) return;
  const input = { type, folder: run.folder, suggested: run.name };
  closeExport();
  if (kind === 'curves') {
    void attempt('exportCurves', async () => {
      const written = await request('exportCurves', input);
      return written && { kind: 'success', text: ({ t }) => t('notice.fileSaved', { path: written.path }) };
    });
    return;
  }
  void attempt('exportParameters', async () => {
    const written = await request('exportParameters', input);
    if (!written) return null;
    const { path, iteration, accuracy } = written;
    return {
      kind: 'success',
      text: ({ t, format }) => t('notice.exported', { path, iteration: format.count(iteration), accuracy: format.percent(accuracy) }),
    };
  });
}
