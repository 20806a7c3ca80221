/** What can be done with the step that is gone through. */
import { isActive } from '@shared/contracts/run';
import { IconArrowLeft, IconArrowRight, IconStairs } from '@tabler/icons-react';
import type { Action } from '../../actions/action';
import type { Context } from '../../state/context';
import { useView } from '../../state/view-store';
import { currentExamination } from '../design/state/examination';
import { useLab } from './state/lab-store';
import { pagesOf, takeStep, turn, useStep } from './state/step-store';

export const takeOneStep: Action = {
  id: 'takeOneStep',
  label: ({ t }, { step }) => t(step.step ? 'step.again' : 'step.start'),
  Icon: IconStairs,
  enabled({ step: { ofRun } }) {
    const isSound = currentExamination().problems.every(({ layer }) => layer === null);
    return ofRun || isSound ? true : 'reason.unsound';
  },
  perform() {
    useView.getState().show('lab');
    useLab.setState({ tab: 'step' });
    takeStep();
  },
};

/** Of the run at hand, from where it stands: while it is paused, or once it has ended. */
export const stepOfRun: Action = {
  id: 'stepOfRun',
  label: 'step.tab.step',
  Icon: IconStairs,
  enabled({ studio: { run } }) {
    if (!run?.folder || !run.exportable) return 'reason.nothingLearnt';
    return isActive(run.status) && run.status.phase !== 'paused' ? 'reason.notPaused' : true;
  },
  perform() {
    useStep.setState({ ofRun: true });
    useView.getState().show('lab');
    useLab.setState({ tab: 'step' });
    takeStep();
  },
};

/** How many pages there are, where they are looked at. */
const pagesShown = ({ view, lab, step: { step } }: Context) =>
  view.view === 'lab' && lab.tab === 'step' && step ? pagesOf(step).length : 0;

export const previousOfStep: Action = {
  id: 'previousOfStep',
  label: 'step.back',
  Icon: IconArrowLeft,
  shortcuts: ['pageUp'],
  enabled: (context) => (pagesShown(context) > 0 && context.step.page > 0 ? true : 'reason.noStep'),
  perform: () => turn(-1),
};

export const nextOfStep: Action = {
  id: 'nextOfStep',
  label: 'step.next',
  Icon: IconArrowRight,
  shortcuts: ['pageDown'],
  enabled: (context) => (context.step.page < pagesShown(context) - 1 ? true : 'reason.noStep'),
  perform: () => turn(1),
};

export const stepActions: readonly Action[] = [takeOneStep, stepOfRun, previousOfStep, nextOfStep];
