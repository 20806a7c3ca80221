/** Taking trained networks and curves out of runs, and networks in from files. The files themselves are the inspector's work. */
import { basename, join } from 'node:path';
import type { ModelSource } from '@shared/contracts/processes';
import type { RequestInput } from '@shared/contracts/requests';
import type { ImportedSummary } from '@shared/contracts/state';
import { curveFormat } from '@shared/exchange/curves';
import { exportFormat } from '@shared/exchange/networks/export-parameters';
import { parameterFormats } from '@shared/exchange/networks/formats';
import { KasaneError } from '@shared/kasane-error';
import { phrase } from '@shared/phrase';
import { parseRunSpec, SpecError } from '@shared/spec/parse-run-spec';
import type { RunSpec } from '@shared/spec/run-spec';
import { asFileName } from '../../files/folder-names';
import type { Dialogs } from '../dialogs';
import type { Inspector } from '../inspector';
import type { Supervisor } from '../supervisor';
import { someHandlers } from './handlers';
import type { ImportedModel } from './questions';

export interface Imported extends ImportedModel {
  /** Where it was read from. */
  readonly path: string;
  /** Of the dataset that it was evaluated on, which may not be the one at hand any more. */
  readonly datasetFolder: string;
}

interface ParameterOptions {
  readonly inspector: Inspector;
  readonly supervisor: Supervisor;
  readonly runsFolder: string;
  readonly dialogs: Dialogs;
  datasetFolder(): string;
  /** Of a model by its id; null where there is none. */
  sourceOf(id: string): Promise<ModelSource | null>;
  /** Hears of the file that is read, and of null when it is dismissed. */
  onImported(summary: ImportedSummary | null): void;
  /** That may be taken beside training. */
  threads(): number;
}

export function createParameterHandlers({
  inspector,
  supervisor,
  runsFolder,
  dialogs,
  datasetFolder,
  sourceOf,
  onImported,
  threads,
}: ParameterOptions) {
  let imported: Imported | null = null;
  let files = 0;
  /** The run of that name, or the one at hand, with what it has learnt and told until now on disk. */
  async function savedRun(name: string | null): Promise<string> {
    const folder = name === null ? null : join(runsFolder, name);
    return folder === null || supervisor.isAt(folder) ? (await supervisor.save()).folder : folder;
  }

  const chooseTarget = (suggested: string, label: string, extension: string) =>
    // A dialog takes what follows the last dot for the extension.
    dialogs.saveFile({ suggested, filters: [{ name: label, extensions: [extension.split('.').at(-1) ?? extension] }] });

  const handlers = someHandlers({
    async exportParameters({ type, folder: name, suggested, beside = [] }: RequestInput<'exportParameters'>) {
      const { label, extensions } = exportFormat(type);
      const [extension = ''] = extensions;
      const path = await chooseTarget(type === 'params-json' ? 'params.json' : `${fileName(suggested)}.${extension}`, label, extension);
      if (!path) return null;
      const folder = await savedRun(name);
      const others = await Promise.all(beside.map((id) => sourceOf(id)));
      const missing = beside.find((_, index) => !others[index]);
      if (missing !== undefined) throw new KasaneError(phrase`${missing}: is no model any more; choose another`, 'beside');
      const sources = [{ kind: 'run', folder } as const, ...others.filter((each) => each !== null)];
      const { iteration, accuracies } = await inspector.request('exportParameters', {
        ...{ path, type, sources, datasetFolder: datasetFolder(), threads: threads() },
      });
      return { path, iteration: iteration ?? 0, accuracies };
    },
    async exportCurves({ type, folder: name, suggested }) {
      const { label, extensions } = curveFormat(type);
      const [extension = type] = extensions;
      // TensorBoard looks for the word in a file's name.
      const usual = type === 'tensorboard' ? `events.out.${extension}.${fileName(suggested)}` : `${fileName(suggested)}.${extension}`;
      const path = await chooseTarget(usual, label, extension);
      if (!path) return null;
      await inspector.request('exportCurves', { path, type, folder: await savedRun(name) });
      return { path };
    },
    async importParameters({ design }) {
      const extensions = [
        ...new Set(
          parameterFormats.flatMap(({ extensions: own, alsoRead = [] }) =>
            [...own, ...alsoRead].map((each) => each.split('.').at(-1) ?? each),
          ),
        ),
      ];
      const path = await dialogs.openFile({
        filters: [
          { name: parameterFormats.map(({ label }) => label).join(', '), extensions },
          { name: '*', extensions: ['*'] },
        ],
      });
      return path === null ? null : read(path, design);
    },
    async readImportedAs({ chosen, design }) {
      return read(given().path, design, chosen);
    },
    async keepImported() {
      const { tensors, summary, datasetFolder: evaluatedOn } = given();
      const { spec, test } = summary;
      return inspector.request('keepImported', { runsFolder, datasetFolder: evaluatedOn, spec, tensors, test });
    },
    discardImported() {
      imported = null;
      onImported(null);
    },
  });

  function given(): Imported {
    if (!imported) throw new KasaneError(phrase`no parameters are imported; import a file first`, 'from');
    return imported;
  }

  async function read(path: string, design: RunSpec, chosen?: string): Promise<ImportedSummary> {
    const evaluatedOn = datasetFolder();
    const found = await inspector.request('importParameters', {
      ...{ path, datasetFolder: evaluatedOn, runsFolder, design: sound(design), threads: threads(), chosen },
    });
    const { tensors, ...rest } = found;
    files += 1;
    imported = { number: files, path, tensors, datasetFolder: evaluatedOn, summary: { file: basename(path), ...rest } };
    onImported(imported.summary);
    return imported.summary;
  }

  return { handlers, imported: () => imported };
}

const fileName = (text: string) => asFileName(text) || 'kasane';

/** A design that has mistakes is none that parameters could belong to. */
function sound(design: RunSpec): RunSpec | null {
  try {
    return parseRunSpec(design);
  } catch (error) {
    if (error instanceof SpecError) return null;
    throw error;
  }
}
