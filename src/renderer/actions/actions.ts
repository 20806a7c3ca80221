/**
 * Everything a person can do, each once, as an object: buttons, shortcuts, menus and the palette all perform these.
 * `enabled` gives the key of the reason where an action is not to be had just now.
 */

import { isActive } from '@shared/ipc/state';
import {
  IconDatabase,
  IconDeviceFloppy,
  IconFileImport,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerStop,
  IconPlayerTrackNext,
  type Icon as TablerIcon,
} from '@tabler/icons-react';
import type { Key } from '../i18n';
import { ask } from '../state/bridge';
import { attempt, useStudio } from '../state/studio-store';
import { useView } from '../state/view-store';

export interface Action {
  readonly id: string;
  readonly label: Key;
  readonly Icon: TablerIcon;
  /** In the form of Mantine's hotkeys: `mod+Enter`. */
  readonly shortcut?: string;
  /** True, or why not. */
  enabled(): true | Key;
  perform(): void;
}

const phase = () => useStudio.getState().run?.status.phase;
const isIn = (...phases: readonly (string | undefined)[]) => phases.includes(phase());
const active = () => {
  const { run } = useStudio.getState();
  return run !== null && isActive(run.status);
};

export const train: Action = {
  id: 'train',
  label: 'action.train',
  Icon: IconPlayerPlay,
  shortcut: 'mod+Enter',
  enabled() {
    if (active()) return 'reason.runActive';
    const { dataset } = useStudio.getState();
    if (dataset?.status === 'failed') return 'reason.datasetFailed';
    return dataset?.status === 'ready' ? true : 'reason.datasetChecking';
  },
  perform: () =>
    void attempt(async () => {
      const { spec, imported, dataset } = useStudio.getState();
      // Designs fit themselves to the images there are; parameters from a file fit one size only.
      const size = dataset?.status === 'ready' ? [dataset.height, dataset.width, 1] : spec.network.input;
      const network = imported?.network ?? { ...spec.network, input: size };
      useView.getState().show('train');
      await ask('startTraining', { spec: { ...spec, network }, from: imported ? 'imported' : 'initial' });
      return null;
    }),
};

export const pause: Action = {
  id: 'pause',
  label: 'action.pause',
  Icon: IconPlayerPause,
  shortcut: 'space',
  enabled: () => (isIn('running', 'evaluating') ? true : 'reason.notRunning'),
  perform: () => void attempt(async () => void (await ask('pauseTraining'))),
};

export const resume: Action = {
  id: 'resume',
  label: 'action.resume',
  Icon: IconPlayerPlay,
  shortcut: 'space',
  enabled: () => (phase() === 'paused' ? true : 'reason.notPaused'),
  perform: () => void attempt(async () => void (await ask('resumeTraining'))),
};

export const stop: Action = {
  id: 'stop',
  label: 'action.stop',
  Icon: IconPlayerStop,
  enabled: () => (active() ? true : 'reason.notRunning'),
  perform: () => void attempt(async () => void (await ask('stopTraining'))),
};

export const goOn: Action = {
  id: 'goOn',
  label: 'action.goOn',
  Icon: IconPlayerTrackNext,
  enabled() {
    if (active()) return 'reason.runActive';
    const { run } = useStudio.getState();
    const broken = run?.status.phase === 'crashed' || (run?.status.phase === 'finished' && run.status.reason === 'stopped');
    return broken && run.exportable !== null ? true : 'reason.nothingToGoOnWith';
  },
  perform: () => void attempt(async () => void (await ask('continueTraining'))),
};

export const exportParameters: Action = {
  id: 'exportParameters',
  label: 'action.exportParameters',
  Icon: IconDeviceFloppy,
  shortcut: 'mod+E',
  enabled: () => (useStudio.getState().run?.exportable != null ? true : 'reason.nothingToExport'),
  perform: () =>
    void attempt(async () => {
      const written = await ask('exportParameters');
      if (!written) return null;
      const { path, iteration } = written;
      return { kind: 'success', text: (t, format) => t('notice.exported', { path, iteration: format.count(iteration) }) };
    }, 'exporting'),
};

export const importParameters: Action = {
  id: 'importParameters',
  label: 'action.importParameters',
  Icon: IconFileImport,
  shortcut: 'mod+O',
  enabled() {
    if (active()) return 'reason.runActive';
    return useStudio.getState().dataset?.status === 'ready' ? true : 'reason.datasetChecking';
  },
  perform: () =>
    void attempt(async () => {
      const found = await ask('importParameters');
      return found && { kind: 'success', text: (t) => t('notice.imported', { file: found.file }) };
    }, 'importing'),
};

export const openDataset: Action = {
  id: 'openDataset',
  label: 'action.openDataset',
  Icon: IconDatabase,
  enabled: () => (active() ? 'reason.runActive' : true),
  perform: () =>
    void attempt(async () => {
      const found = await ask('openDataset');
      if (found?.status === 'failed') throw new Error(found.error.message);
      return found && { kind: 'success', text: (t) => t('notice.datasetOpened', { folder: found.folder }) };
    }),
};

export const actions: readonly Action[] = [train, pause, resume, stop, goOn, exportParameters, importParameters, openDataset];
