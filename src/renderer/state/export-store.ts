/** What is about to be exported, and how it was last time. */
import { create } from 'zustand';
import { request } from './bridge';
import { type Context, currentContext } from './context';
import { attempt } from './operations';

/** A run: the one at hand, or one of the disk. */
interface ExportedRun {
  /** Null of the one at hand. */
  readonly folder: string | null;
  readonly name: string;
}

export type ExportKind = 'network' | 'curves';

interface ExportStore {
  /** Null while no dialog is open. */
  readonly run: ExportedRun | null;
  readonly kind: ExportKind;
  readonly type: string;
}

export const useExport = create<ExportStore>(() => ({ run: null, kind: 'network', type: 'params-json' }));

/** In Runs the one that is chosen there, elsewhere the run at hand; null where it has learnt nothing. */
export function toExport({ view, runs: { chosen }, catalogue, studio: { run } }: Context = currentContext()): ExportedRun | null {
  if (view.view === 'runs') {
    const only = chosen.length === 1 ? catalogue.runs?.find(({ folder }) => folder === chosen[0]) : undefined;
    if (only) return only.exportable === null ? null : { folder: only.folder, name: only.label.name || only.design };
  }
  return run?.exportable == null ? null : { folder: null, name: run.label.name || run.spec.name };
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
