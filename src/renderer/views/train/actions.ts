/** Starting, holding and ending runs. */

import { currentSpecOf } from '@shared/spec/changes';
import type { RunSpec } from '@shared/spec/run-spec';
import { IconPlayerPause, IconPlayerPlay, IconPlayerStop, IconPlayerTrackNext, IconSearch, IconStack2, IconX } from '@tabler/icons-react';
import type { Action } from '../../actions/action';
import { request } from '../../state/bridge';
import type { Context } from '../../state/context';
import { runAsModel } from '../../state/models';
import { attempt } from '../../state/operations';
import { usePreferences } from '../../state/preferences';
import { runIsActive, runPhase, useStudio } from '../../state/studio-store';
import { useView } from '../../state/view-store';
import { trainable } from '../design/actions/trainable';
import { fittedSpec } from '../design/state/examination';
import { replaceDesign } from '../design/state/replace-design';
import { inspectModel } from '../inspect/state/inspection';
import { asImported, beginsWithImported } from './state/imported';
import { repeatsAreActive } from './state/repeats-store';

const isIn = ({ studio }: Context, ...phases: readonly (string | undefined)[]) => phases.includes(runPhase(studio));

/** Why nothing else can be trained now; true where it can. */
export function nothingIsTrained({ studio, repeats }: Pick<Context, 'studio' | 'repeats'>) {
  if (runIsActive(studio)) return 'reason.runActive';
  return repeatsAreActive(repeats) ? 'reason.repeatsActive' : true;
}

export const train: Action = {
  id: 'train',
  label: 'action.train',
  Icon: IconPlayerPlay,
  shortcuts: ['mod+Enter'],
  enabled(context) {
    const idle = nothingIsTrained(context);
    return idle === true ? trainable(context) : idle;
  },
  perform: () =>
    void attempt('train', async () => {
      const spec = fittedSpec();
      useView.getState().show('train');
      const { threads } = usePreferences.getState();
      await request('startTraining', {
        ...(beginsWithImported(spec) ? { spec: asImported(spec), from: 'imported' as const } : { spec, from: 'initial' as const }),
        ...(threads !== null && { threads }),
      });
      return null;
    }),
};

export const pause: Action = {
  id: 'pause',
  label: 'action.pause',
  Icon: IconPlayerPause,
  shortcuts: ['space'],
  yieldsToTyping: true,
  enabled: (context) => (isIn(context, 'running', 'evaluating') ? true : 'reason.notRunning'),
  perform: () => void attempt('pause', async () => void (await request('pauseTraining'))),
};

export const resume: Action = {
  id: 'resume',
  label: 'action.resume',
  Icon: IconPlayerPlay,
  shortcuts: ['space'],
  yieldsToTyping: true,
  enabled: (context) => (isIn(context, 'paused') ? true : 'reason.notPaused'),
  perform: () => void attempt('resume', async () => void (await request('resumeTraining'))),
};

export const stop: Action = {
  id: 'stop',
  label: 'action.stop',
  Icon: IconPlayerStop,
  enabled: ({ studio }) => (runIsActive(studio) ? true : 'reason.notRunning'),
  perform: () => void attempt('stop', async () => void (await request('stopTraining'))),
};

export const resumeRun: Action = {
  id: 'resumeRun',
  label: 'action.resumeRun',
  Icon: IconPlayerTrackNext,
  enabled(context) {
    const { run } = context.studio;
    const idle = nothingIsTrained(context);
    if (idle !== true) return idle;
    const status = run?.status;
    const stopped = status?.phase === 'finished' && status.reason === 'stopped';
    // One that diverged would do so again.
    const failed = status?.phase === 'failed' && status.error.name !== 'DivergedError';
    const broken = isIn(context, 'crashed', 'interrupted') || stopped || failed;
    return broken && run?.exportable != null ? true : 'reason.nothingToGoOnWith';
  },
  perform() {
    useView.getState().show('train');
    void resumeFromDisk(null);
  },
};

/** By as many threads as the user wants; `longer`: by which spec, of a run that is finished. */
export const resumeFromDisk = (longer: RunSpec | null): Promise<void> =>
  attempt('resumeRun', async () => {
    const { threads } = usePreferences.getState();
    await request('continueTraining', { ...(longer && { spec: longer }), ...(threads !== null && { threads }) });
    return null;
  });

/** Takes a run that is not active off the screen; it stays on disk. */
export const closeRun: Action = {
  id: 'closeRun',
  label: 'train.dismiss',
  Icon: IconX,
  enabled({ studio }) {
    if (runIsActive(studio)) return 'reason.runActive';
    return studio.run ? true : 'reason.noRun';
  },
  perform: () => void attempt('closeRun', async () => void (await request('closeRun'))),
};

/** Shows what the run at hand gets wrong. */
export const inspectRun: Action = {
  id: 'inspectRun',
  label: 'action.inspectRun',
  Icon: IconSearch,
  enabled: ({ studio }) => (runAsModel(studio) === null ? 'reason.nothingLearnt' : true),
  perform: () => void attempt('inspectRun', async () => void (await inspectModel(runAsModel()))),
};

/** Makes what the run trained by the design. */
export const designFromRun: Action = {
  id: 'designFromRun',
  label: 'action.designFromRun',
  Icon: IconStack2,
  enabled: ({ studio }) => (studio.run ? true : 'reason.noRun'),
  perform() {
    const { run } = useStudio.getState();
    if (!run) return;
    replaceDesign(currentSpecOf(run));
    useView.getState().show('design');
  },
};

export const runActions: readonly Action[] = [train, pause, resume, stop, resumeRun, inspectRun, designFromRun, closeRun];
