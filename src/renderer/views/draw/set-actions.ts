/** What can be done with sets of drawings under classes of the user's own. */
import type { MergedSet } from '@shared/contracts/drawn-sets';
import { isActive } from '@shared/contracts/run';
import { currentSpecOf } from '@shared/spec/changes';
import { withData } from '@shared/spec/problem';
import { proposalFor } from '@shared/spec/proposal';
import type { RunSpec } from '@shared/spec/run-spec';
import {
  IconCards,
  IconFileExport,
  IconFileImport,
  IconFolderOpen,
  IconPencil,
  IconPlayerPlay,
  IconPlayerTrackNext,
  IconTrash,
} from '@tabler/icons-react';
import { type Action, always, type Enabled } from '../../actions/action';
import { request } from '../../state/bridge';
import type { Context } from '../../state/context';
import { inUse, refreshDatasets } from '../../state/data-store';
import { attempt, type Notice } from '../../state/operations';
import { usePreferences } from '../../state/preferences';
import { runIsActive, useStudio } from '../../state/studio-store';
import { useView } from '../../state/view-store';
import { currentSpec } from '../design/state/design-store';
import { fittedSpec, sizeOf } from '../design/state/examination';
import { replaceDesign } from '../design/state/replace-design';
import { countsOf, deleteOpenSet, mergeDrawings, restoreSet, showSetDialog, trainedOn, useSets } from './state/set-store';

const hasOpen = ({ sets }: Context): Enabled => (sets.open ? true : 'reason.noSet');

export const newSet: Action = {
  id: 'newSet',
  label: 'ownSet.new',
  Icon: IconCards,
  enabled: always,
  perform() {
    useView.getState().show('draw');
    showSetDialog('new');
  },
};

export const editSet: Action = {
  id: 'editSet',
  label: 'ownSet.edit',
  Icon: IconPencil,
  enabled: hasOpen,
  perform() {
    useView.getState().show('draw');
    showSetDialog('edit');
  },
};

const mergedNotice = ({ added, doubled, leftOut: [first], leftOutCount }: MergedSet): Notice => ({
  kind: leftOutCount > 0 ? 'error' : 'success',
  text: ({ t, text, format }) =>
    [
      t('notice.drawingsMerged', { added: format.count(added), doubled: format.count(doubled) }),
      first && t('notice.picturesLeftOut', { count: leftOutCount, place: first.place, reason: text(first.reason) }),
    ]
      .filter(Boolean)
      .join(' '),
});

export const mergeIntoSet: Action = {
  id: 'mergeIntoSet',
  label: 'ownSet.merge',
  Icon: IconFileImport,
  enabled: hasOpen,
  perform: () =>
    void attempt('mergeIntoSet', async () => {
      const merged = await mergeDrawings('open');
      return merged && mergedNotice(merged);
    }),
};

export const openSetFile: Action = {
  id: 'openSetFile',
  label: 'ownSet.openFile',
  Icon: IconFolderOpen,
  enabled: always,
  perform: () =>
    void attempt('openSetFile', async () => {
      const merged = await mergeDrawings('new');
      if (!merged) return null;
      useView.getState().show('draw');
      return mergedNotice(merged);
    }),
};

export const exportSet: Action = {
  id: 'exportSet',
  label: 'ownSet.export',
  Icon: IconFileExport,
  enabled: hasOpen,
  perform: () =>
    void attempt('exportSet', async () => {
      const { open } = useSets.getState();
      const written = open && (await request('exportDrawnSet', { folder: open.folder }));
      return written && { kind: 'success', text: ({ t }) => t('notice.fileSaved', { path: written.path }) };
    }),
};

export const deleteSet: Action = {
  id: 'deleteSet',
  label: 'ownSet.deleteSet',
  Icon: IconTrash,
  enabled: hasOpen,
  perform: () =>
    void attempt('deleteSet', async () => {
      const gone = await deleteOpenSet();
      if (!gone) return null;
      const restore = () => void attempt('restoreSet', async () => void (await restoreSet(gone.folder)));
      return {
        kind: 'success',
        text: ({ t }) => t('notice.setDeleted', { name: gone.name }),
        offer: { label: 'action.undo', perform: restore },
      };
    }),
};

/** Whether there is enough of a set to train on. */
function trainable({ studio, sets: { open } }: Context): Enabled {
  if (!open) return 'reason.noSet';
  if (runIsActive(studio)) return 'reason.runActive';
  const counts = countsOf(open);
  const few = counts.findIndex((count) => count < FEWEST);
  return few < 0 ? true : ({ t }) => t('reason.fewDrawings', { name: open.classes[few] ?? '', fewest: FEWEST });
}

/** Of each class: one is put aside for testing. */
const FEWEST = 2;

/** Makes the set the dataset in use; gives whether it was that before. */
async function takeSet(): Promise<boolean> {
  const { open } = useSets.getState();
  if (!open) return false;
  const wasInUse = useStudio.getState().dataset?.folder === open.place;
  inUse(await request('useDrawnSet', { folder: open.folder }));
  trainedOn(open);
  await refreshDatasets();
  return wasInUse;
}

async function startOn(spec: RunSpec, from: 'initial' | 'run'): Promise<void> {
  const { threads } = usePreferences.getState();
  await request('startTraining', { spec, from, ...(threads !== null && { threads }) });
}

/** The design where it was made for the set, which was in use already; else what is proposed for it. */
function designFor(name: string, wasInUse: boolean): RunSpec {
  const { dataset } = useStudio.getState();
  const size = sizeOf(dataset);
  if (!size) return fittedSpec();
  const { network } = currentSpec();
  const isOfThese = network.classes.join('\n') === size.classes.join('\n') && network.input.join() === size.shape.join();
  if (!wasInUse || !isOfThese) replaceDesign(proposalFor(size, name));
  return fittedSpec();
}

export const trainOnSet: Action = {
  id: 'trainOnSet',
  label: 'ownSet.train',
  Icon: IconPlayerPlay,
  enabled: trainable,
  perform: () =>
    void attempt('trainOnSet', async () => {
      const { open } = useSets.getState();
      if (!open) return null;
      const wasInUse = await takeSet();
      await startOn(designFor(open.name, wasInUse), 'initial');
      return null;
    }),
};

/** Whether the run at hand is of the classes of the set that is open. */
export const runOfSet = ({ studio: { run }, sets: { open } }: Pick<Context, 'studio' | 'sets'>) =>
  open && run && run.spec.network.classes.join('\n') === open.classes.join('\n') ? run : null;

/** From what the run at hand has learnt, with the drawings that came since. */
export const trainFurther: Action = {
  id: 'trainFurther',
  label: ({ t, format }, { sets: { open } }) => t('ownSet.trainFurther', { count: format.count(open?.labels.length ?? 0) }),
  Icon: IconPlayerTrackNext,
  enabled(context) {
    const able = trainable(context);
    if (able !== true) return able;
    const run = runOfSet(context);
    return run && !isActive(run.status) && (run.exportable ?? 0) > 0 ? true : 'reason.noRunOfSet';
  },
  perform: () =>
    void attempt('trainFurther', async () => {
      const { run } = useStudio.getState();
      if (!run) return null;
      await takeSet();
      const spec = currentSpecOf(run);
      const { patience, keep } = spec.training;
      // Dealt anew of more drawings, validation images would be such as it has learnt from.
      const needsNone = patience === 0 && keep === 'last';
      await startOn(needsNone ? withData(spec, { validation: 0 }) : spec, 'run');
      return null;
    }),
};

export const setActions: readonly Action[] = [newSet, openSetFile, trainOnSet, trainFurther, editSet, mergeIntoSet, exportSet, deleteSet];
