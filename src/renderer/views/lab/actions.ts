/** What can be done with the experiment of the Lab that is shown. */
import { findExperiment } from '@shared/lab/find-experiment';
import { phrase, words } from '@shared/phrase';
import { IconPlayerPlay, IconPlayerStop, IconRotate2 } from '@tabler/icons-react';
import type { Action } from '../../actions/action';
import { firstComplaint } from '../../form/entries-store';
import { isUnfinished, resetControls, startExperiment, stopExperiment, useLab } from './state/lab-store';

export const runExperiment: Action = {
  id: 'runExperiment',
  label({ t }, { lab }) {
    const isDone = Object.keys(lab.contents[lab.shown]?.results ?? {}).length > 0;
    return t(isUnfinished(lab, findExperiment(lab.shown)) ? 'lab.resume' : isDone ? 'lab.again' : 'lab.start');
  },
  Icon: IconPlayerPlay,
  enabled({ view, lab: { state, shown }, entries }) {
    if (view.view !== 'lab') return 'reason.notInLab';
    const complaint = firstComplaint(entries);
    if (complaint) return () => complaint;
    if (findExperiment(shown).instant) return 'reason.instant';
    if (state?.status !== 'running') return true;
    return phrase`“${words(findExperiment(state.experiment).label)}” is at work; stop it first`;
  },
  perform: () => startExperiment(useLab.getState().shown),
};

export const endExperiment: Action = {
  id: 'endExperiment',
  label: 'lab.stop',
  Icon: IconPlayerStop,
  enabled: ({ lab }) => (lab.state?.status === 'running' ? true : 'reason.noExperiment'),
  perform: stopExperiment,
};

export const experimentAsInBook: Action = {
  id: 'experimentAsInBook',
  label: 'lab.asInBook',
  Icon: IconRotate2,
  enabled: ({ view }) => (view.view === 'lab' ? true : 'reason.notInLab'),
  perform: () => resetControls(useLab.getState().shown),
};

export const labActions: readonly Action[] = [runExperiment, endExperiment, experimentAsInBook];
