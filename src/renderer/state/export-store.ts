/** What is about to be exported, and how it was last time. */
import { MOST_MODELS } from '@shared/contracts/limits';
import { parameterFormats } from '@shared/exchange/networks/formats';
import { networkSummary } from '@shared/nn/description';
import type { Writer } from '@shared/reports/figures/figure';
import { reportHtml } from '@shared/reports/html';
import { runReport } from '@shared/reports/run-report';
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

export type ExportKind = 'network' | 'curves' | 'report';

interface ExportStore {
  /** Null while no dialog is open. */
  readonly run: ExportedRun | null;
  readonly kind: ExportKind;
  readonly type: string;
  /** Models that go into the same file, by id, where the format takes several; of a report the runs that are compared. */
  readonly beside: readonly string[];
}

export const useExport = create<ExportStore>(() => ({ run: null, kind: 'network', type: 'params-json', beside: [] }));

export const takesSeveral = (type: string): boolean =>
  parameterFormats.some((format) => format.type === type && format.writeAll !== undefined);

/** `784-50-10`, as against `28×28×1-16c-10`. */
const isDense = (summary: string) => /^\d+(-\d+)*$/.test(summary);

/** Opens the dialog; lists of weights are offered first only of a network that they tell all of. */
export function openExport(): void {
  const run = toExport();
  const { kind, type } = useExport.getState();
  const beside = chosenBeside(run);
  const isUnfit = kind === 'network' && type === 'params-json' && run?.isDense === false;
  const isOfSeveral = beside.length > 0 && kind !== 'report' && (kind === 'curves' || !takesSeveral(type));
  useExport.setState({
    ...{ run, beside },
    ...(isUnfit && { type: 'safetensors' }),
    ...(isOfSeveral && { kind: 'network', type: 'web-page' }),
  });
}

/** Of several runs that are chosen in Runs, those after the first. */
function chosenBeside(first: ExportedRun | null, { view, runs: { chosen }, catalogue }: Context = currentContext()): string[] {
  if (view.view !== 'runs' || chosen.length < 2 || first === null) return [];
  const ids = chosen.filter((folder) => folder !== first.folder).map((folder) => `run:${folder}`);
  return ids.filter((id) => catalogue.models.some((model) => model.id === id)).slice(0, MOST_MODELS - 1);
}

/** In Runs the first that is chosen there, elsewhere the run at hand; null where it has learnt nothing. */
export function toExport({ view, runs: { chosen }, catalogue, studio: { run } }: Context = currentContext()): ExportedRun | null {
  if (view.view === 'runs') {
    const listed = chosen.flatMap((name) => catalogue.runs?.find(({ folder }) => folder === name) ?? []);
    const first = listed.find(({ exportable }) => exportable !== null);
    if (first) return { folder: first.folder, name: first.label.name || first.design, isDense: isDense(first.network) };
    if (listed.length > 0) return null;
  }
  if (run?.exportable == null) return null;
  return { folder: null, name: run.label.name || run.spec.name, isDense: isDense(networkSummary(run.spec.network)) };
}

export const closeExport = (): void => useExport.setState({ run: null });

/** `writer`: of reports. */
export function performExport(writer: Writer): void {
  const { run, kind, type, beside } = useExport.getState();
  if (!run) return;
  if (kind === 'report') {
    saveReport(run, beside, type === 'pdf' ? 'pdf' : 'html', writer);
    return;
  }
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
    const written = await request('exportParameters', { ...input, ...(takesSeveral(type) && { beside: [...beside] }) });
    if (!written) return null;
    const { path, iteration, accuracies } = written;
    return {
      kind: 'success',
      text: ({ t, format }) =>
        t('notice.exported', {
          path,
          iteration: format.count(iteration),
          accuracy: accuracies.map((each) => format.percent(each)).join(', '),
        }),
    };
  });
}

function saveReport({ folder, name }: ExportedRun, beside: readonly string[], extension: 'html' | 'pdf', writer: Writer): void {
  closeExport();
  const others = beside.filter((id) => id.startsWith('run:')).map((id) => id.slice('run:'.length));
  void attempt('exportReport', async () => {
    const own = folder ?? (await request('saveRun')).folder;
    const runs = await request('reportedRuns', { folders: [own, ...others] });
    const written = await request('saveFile', { name, extension, content: reportHtml(runReport(runs), writer) });
    return written && { kind: 'success', text: ({ t }) => t('notice.fileSaved', { path: written.path }) };
  });
}
