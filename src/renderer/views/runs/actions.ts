/** What can be done with runs of the disk: those that are chosen in Runs. */

import { MOST_MEMBERS } from '@shared/contracts/limits';
import { KasaneError } from '@shared/kasane-error';
import { phrase } from '@shared/phrase';
import { currentSpecOf } from '@shared/spec/changes';
import {
  IconArrowBackUp,
  IconEqual,
  IconEye,
  IconFileImport,
  IconFileZip,
  IconPlayerTrackNext,
  IconReport,
  IconSearch,
  IconStack2,
  IconTrash,
  IconUsersGroup,
} from '@tabler/icons-react';
import { type Action, always, performIfEnabled } from '../../actions/action';
import { request } from '../../state/bridge';
import { refreshCatalogue, useCatalogue } from '../../state/catalogue-store';
import { type Context, currentContext } from '../../state/context';
import { openExport, toExport, useExport } from '../../state/export-store';
import { follow } from '../../state/jobs';
import { attempt } from '../../state/operations';
import { runIsActive } from '../../state/studio-store';
import { useView } from '../../state/view-store';
import { replaceDesign } from '../design/state/replace-design';
import { type InspectStore, useInspect } from '../inspect/state/inspect-store';
import { evaluate } from '../inspect/state/inspection';
import { nothingIsTrained, resumeRun } from '../train/actions';
import { chooseRuns, deleteChosen, restoreDeleted, useRuns } from './state/runs-store';

/** The one run that is chosen; null of none or several. */
function only({ runs: { chosen }, catalogue: { runs } }: Context = currentContext()) {
  return chosen.length === 1 ? (runs?.find(({ folder }) => folder === chosen[0]) ?? null) : null;
}

const oneChosen = (context: Context) => {
  const run = only(context);
  if (!run) return 'reason.oneRun';
  return run.state === 'damaged' ? 'reason.damagedRun' : true;
};

/** Puts the chosen run at hand, as if it had been trained in this session. */
async function putAtHand(): Promise<void> {
  const run = only();
  if (run) await request('openRun', { folder: run.folder });
}

const atHand = (context: Context) => context.studio.run?.folder === only(context)?.folder;

export const showRun: Action = {
  id: 'showRun',
  label: 'action.showRun',
  Icon: IconEye,
  enabled(context) {
    const chosen = oneChosen(context);
    if (chosen !== true) return chosen;
    if (only(context)?.exportable == null) return 'reason.nothingLearnt';
    return runIsActive(context.studio) && !atHand(context) ? 'reason.runActive' : true;
  },
  perform: () =>
    void attempt('showRun', async () => {
      await putAtHand();
      useView.getState().show('train');
      return null;
    }),
};

export const continueRun: Action = {
  id: 'continueRun',
  label: 'action.continueRun',
  Icon: IconPlayerTrackNext,
  enabled(context) {
    const shown = showRun.enabled(context);
    return shown === true ? nothingIsTrained(context) : shown;
  },
  perform: () =>
    void attempt('continueRun', async () => {
      await putAtHand();
      useView.getState().show('train');
      // One that was completed waits for its new length to be chosen there.
      performIfEnabled(resumeRun);
      return null;
    }),
};

export const designFromChosen: Action = {
  id: 'designFromChosen',
  label: 'action.designFromChosen',
  Icon: IconStack2,
  // Of a damaged run, where its settings are sound.
  enabled: (context) => (context.runs.details.get(only(context)?.folder ?? '')?.making ? true : oneChosen(context)),
  perform: () =>
    void attempt('designFromChosen', async () => {
      const run = only();
      const making = (run && (await request('runDetails', { folder: run.folder })))?.making;
      if (!making) return null;
      replaceDesign(currentSpecOf(making));
      useView.getState().show('design');
      return null;
    }),
};

export const inspectChosen: Action = {
  id: 'inspectChosen',
  label: 'action.inspectChosen',
  Icon: IconSearch,
  enabled(context) {
    const { chosen } = context.runs;
    if (chosen.length < 1 || chosen.length > 2) return 'reason.oneOrTwoRuns';
    return haveLearnt(context);
  },
  perform: () => inspect('inspectChosen', ([first, second]) => ({ first, second: second ?? null, others: [] })),
};

export const inspectTogether: Action = {
  id: 'inspectTogether',
  label: 'action.inspectTogether',
  Icon: IconUsersGroup,
  enabled(context) {
    const { chosen } = context.runs;
    if (chosen.length < 2) return 'reason.twoRuns';
    return chosen.length > MOST_MEMBERS ? 'reason.tooManyRuns' : haveLearnt(context);
  },
  perform: () => inspect('inspectTogether', ([first, ...others]) => ({ first, second: null, others })),
};

function haveLearnt({ runs: { chosen }, catalogue: { runs } }: Context) {
  return chosen.every((folder) => runs?.find((run) => run.folder === folder)?.exportable) ? true : 'reason.nothingLearnt';
}

/** Shows what Inspect finds of the chosen runs, none of which is answered for by another. */
function inspect(operation: string, as: (ids: readonly [string, ...string[]]) => Pick<InspectStore, 'first' | 'second' | 'others'>): void {
  void attempt(operation, async () => {
    const { chosen } = useRuns.getState();
    await refreshCatalogue();
    const known = new Set(useCatalogue.getState().models.map(({ id }) => id));
    const missing = chosen.find((folder) => !known.has(`run:${folder}`));
    if (missing !== undefined) throw new KasaneError(phrase`${missing}: its parameters cannot be read; choose another run`, missing);
    const [first, ...others] = chosen.map((folder) => `run:${folder}`);
    if (first === undefined) return null;
    useInspect.setState(as([first, ...others]));
    useView.getState().show('inspect');
    evaluate();
    return null;
  });
}

export const reproduceRun: Action = {
  id: 'reproduceRun',
  label: 'action.reproduceRun',
  Icon: IconEqual,
  enabled(context) {
    const chosen = oneChosen(context);
    if (chosen !== true) return chosen;
    if (only(context)?.exportable == null) return 'reason.nothingLearnt';
    return context.jobs.reproduction === undefined ? true : 'reason.reproducing';
  },
  perform: () =>
    void attempt('reproduceRun', async () => {
      const run = only();
      const found = run && (await follow('reproduction', (job) => request('reproduceRun', { folder: run.folder, job })));
      if (!found) return null;
      const { identical, iterations, firstDifference } = found;
      return {
        kind: identical ? 'success' : 'error',
        text: ({ t, format }) =>
          identical
            ? t('runs.identical', { iterations: format.count(iterations) })
            : t('runs.differs', { parameter: firstDifference ?? '' }),
      };
    }),
};

export const exportRun: Action = {
  id: 'exportRun',
  label: 'action.exportRun',
  Icon: IconFileZip,
  enabled: oneChosen,
  perform: () =>
    void attempt('exportRun', async () => {
      const run = only();
      const written = run && (await request('exportRun', { folder: run.folder }));
      return written && { kind: 'success', text: ({ t }) => t('notice.fileSaved', { path: written.path }) };
    }),
};

/** Of the runs that are chosen, or elsewhere of the one at hand. */
export const writeReport: Action = {
  id: 'writeReport',
  label: 'action.writeReport',
  Icon: IconReport,
  enabled: (context) => (toExport(context) === null ? 'reason.nothingToExport' : true),
  perform() {
    openExport();
    useExport.setState({ kind: 'report', type: 'html' });
  },
};

export const importRun: Action = {
  id: 'importRun',
  label: 'action.importRun',
  Icon: IconFileImport,
  enabled: always,
  perform: () =>
    void attempt('importRun', async () => {
      const found = await request('importRun');
      if (!found) return null;
      await refreshCatalogue();
      useView.getState().show('runs');
      chooseRuns([found.folder]);
      const { folder: name, sameData, claim } = found;
      if (claim && claim.claimed !== claim.found) {
        const { claimed, found: right } = claim;
        return {
          kind: 'error',
          text: ({ t, format: { percent } }) =>
            right === null
              ? t('runs.importedUnchecked', { name, claimed: percent(claimed) })
              : t('runs.importedFalse', { name, claimed: percent(claimed), found: percent(right) }),
        };
      }
      return { kind: 'success', text: ({ t }) => t(sameData === false ? 'runs.importedOther' : 'runs.imported', { name }) };
    }),
};

export const deleteRuns: Action = {
  id: 'deleteRuns',
  label: 'action.deleteRuns',
  Icon: IconTrash,
  enabled({ runs: { chosen }, studio }) {
    if (chosen.length === 0) return 'reason.noRunChosen';
    const { run } = studio;
    return runIsActive(studio) && run?.folder && chosen.includes(run.folder) ? 'reason.runActive' : true;
  },
  perform: deleteChosen,
};

export const undoDelete: Action = {
  id: 'undoDelete',
  label: 'action.undoDelete',
  Icon: IconArrowBackUp,
  enabled: ({ catalogue }) => (catalogue.deleted.length > 0 ? true : 'reason.nothingDeleted'),
  perform: restoreDeleted,
};

/** Of the runs that are chosen. */
export const runsActions: readonly Action[] = [
  showRun,
  continueRun,
  designFromChosen,
  inspectChosen,
  inspectTogether,
  reproduceRun,
  writeReport,
  exportRun,
  deleteRuns,
];
