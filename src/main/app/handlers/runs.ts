/** Runs on disk: listed, compared, named, deleted and brought back, taken to another machine. */
import { join } from 'node:path';
import { KasaneError } from '@shared/kasane-error';
import { phrase } from '@shared/phrase';
import { exists } from '../../files/folder-names';
import { inTrash, restoreFromTrash } from '../../files/trash';
import { deleteRuns, purgeRuns } from '../../runs/delete-runs';
import { labelRun } from '../../runs/label';
import { isBeingTrained, readRecord } from '../../runs/record';
import type { Dialogs } from '../dialogs';
import type { Inspector } from '../inspector';
import type { Supervisor } from '../supervisor';
import { someHandlers } from './handlers';

interface RunsOptions {
  readonly inspector: Inspector;
  readonly supervisor: Supervisor;
  readonly runsFolder: string;
  readonly dialogs: Dialogs;
  datasetFolder(): string;
  /** That may be taken beside training. */
  threads(): number;
}

const bundleFilters = [{ name: 'Kasane', extensions: ['zip'] }];

export function createRunHandlers({ inspector, supervisor, runsFolder, dialogs, datasetFolder, threads }: RunsOptions) {
  const at = (folder: string) => join(runsFolder, folder);
  purgeRuns(runsFolder).catch((error) => console.error(error));
  return someHandlers({
    async labelRunOf({ folder, label }) {
      // The run at hand is told, for its trainer writes its record.
      const place = supervisor.isAt(at(folder)) ? supervisor.setLabel(label) : at(folder);
      if (!place) return;
      // Its trainer would write the label before over this one.
      if (await isBeingTrained(place, await readRecord(place)))
        throw new KasaneError(phrase`${folder}: is being trained by another Kasane; name it when it is done`, folder);
      await labelRun(place, label);
    },
    async deleteRuns({ folders }) {
      await deleteRuns(runsFolder, folders).finally(async () => {
        const atHand = folders.find((folder) => supervisor.isAt(at(folder)));
        if (atHand !== undefined && !(await exists(at(atHand)))) supervisor.close();
      });
    },
    deletedRuns: () => inTrash(runsFolder),
    restoreRuns: ({ folders }) => restoreFromTrash(runsFolder, folders),
    async openRun({ folder }) {
      if (supervisor.isAt(at(folder))) return;
      supervisor.assertIdle();
      supervisor.show(await inspector.request('openRun', { folder: at(folder) }));
    },
    async exportRun({ folder }) {
      const path = await dialogs.saveFile({ suggested: `${folder}.zip`, filters: bundleFilters });
      if (path === null) return null;
      await inspector.request('exportRun', { folder: at(folder), path });
      return { path };
    },
    async importRun() {
      const path = await dialogs.openFile({ filters: bundleFilters });
      return path === null
        ? null
        : inspector.request('importRun', {
            path,
            runsFolder,
            datasetFolder: datasetFolder(),
            threads: threads(),
          });
    },
  });
}
