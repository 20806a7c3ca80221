/** What can be done with the experiment of the Lab that is shown. */
import { findExperiment } from '@shared/lab/find-experiment';
import { phrase, words } from '@shared/phrase';
import { IconPlayerPlay, IconPlayerStop, IconRotate2 } from '@tabler/icons-react';
import type { Action } from '../../actions/action';
import { useView } from '../../state/view-store';
import { isUnfinished, resetControls, startExperiment, stopExperiment, useLab } from './state/lab-store';

const shown = () => findExperiment(useLab.getState().shown);

export const runExperiment: Action = {
  id: 'runExperiment',
  label({ t }) {
    const store = useLab.getState();
    const isDone = Object.keys(store.contents[store.shown]?.results ?? {}).length > 0;
    return t(isUnfinished(store, shown()) ? 'lab.goOn' : isDone ? 'lab.again' : 'lab.start');
  },
  Icon: IconPlayerPlay,
  enabled() {
    const { state } = useLab.getState();
    if (useView.getState().view !== 'lab') return 'reason.notInLab';
    if (shown().instant) return 'reason.instant';
    if (state?.status !== 'running') return true;
    return phrase`“${words(findExperiment(state.experiment).label)}” is at work; stop it first`;
  },
  perform: () => startExperiment(useLab.getState().shown),
};

export const endExperiment: Action = {
  id: 'endExperiment',
  label: 'lab.stop',
  Icon: IconPlayerStop,
  enabled: () => (useLab.getState().state?.status === 'running' ? true : 'reason.noExperiment'),
  perform: stopExperiment,
};

export const experimentAsInBook: Action = {
  id: 'experimentAsInBook',
  label: 'lab.asInBook',
  Icon: IconRotate2,
  enabled: () => (useView.getState().view === 'lab' ? true : 'reason.notInLab'),
  perform: () => resetControls(useLab.getState().shown),
};

export const labActions: readonly Action[] = [runExperiment, endExperiment, experimentAsInBook];
