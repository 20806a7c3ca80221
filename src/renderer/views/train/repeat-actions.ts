/** What can be done with a design and several seeds. */
import { IconPlayerStop, IconPlayerTrackNext, IconStack3 } from '@tabler/icons-react';
import type { Action } from '../../actions/action';
import { request } from '../../state/bridge';
import { type Context, currentContext } from '../../state/context';
import { attempt } from '../../state/operations';
import { usePreferences } from '../../state/preferences';
import { useView } from '../../state/view-store';
import { trainable } from '../design/actions/trainable';
import { fittedSpec } from '../design/state/examination';
import { nothingIsTrained } from './actions';
import { asImported, beginsWithImported } from './state/imported';
import { repeatsAreActive, useRepeats } from './state/repeats-store';

const workers = () => {
  const { threads } = usePreferences.getState();
  return threads === null ? {} : { workers: threads };
};

export const trainRepeats: Action = {
  id: 'trainRepeats',
  label: ({ t }, { repeats }) => t('repeats.train', { count: repeats.count }),
  Icon: IconStack3,
  enabled(context) {
    const idle = nothingIsTrained(context);
    return idle === true ? trainable(context) : idle;
  },
  perform: () =>
    void attempt('trainRepeats', async () => {
      const { count } = useRepeats.getState();
      useView.getState().show('train');
      const spec = fittedSpec();
      const begin = beginsWithImported(spec) ? { spec: asImported(spec), from: 'imported' as const } : { spec, from: 'initial' as const };
      await request('startRepeats', { ...begin, count, ...workers() });
      return null;
    }),
};

export const stopRepeats: Action = {
  id: 'stopRepeats',
  label: 'repeats.stop',
  Icon: IconPlayerStop,
  enabled: ({ repeats }) => (repeatsAreActive(repeats) ? true : 'reason.notRunning'),
  perform: () =>
    void attempt('stopRepeats', async () => {
      await request('stopRepeats');
      return null;
    }),
};

/** The group that all chosen runs belong to, where it is not whole; else the one that was stopped last. */
function openGroup({ runs: { chosen }, catalogue: { runs }, repeats, view }: Context): string | null {
  if (view.view !== 'runs') return repeats.state && repeats.state.status !== 'finished' ? repeats.state.group : null;
  const members = chosen.flatMap((folder) => runs?.find((run) => run.folder === folder) ?? []);
  const [group, ...others] = new Set(members.map(({ repeat }) => repeat?.group));
  if (group === undefined || others.length > 0) return null;
  const all = (runs ?? []).filter(({ repeat }) => repeat?.group === group);
  const done = all.filter(({ state }) => ['completed', 'early'].includes(state)).length;
  return done < (members[0]?.repeat?.of ?? 0) ? group : null;
}

export const resumeRepeats: Action = {
  id: 'resumeRepeats',
  label: 'repeats.resume',
  Icon: IconPlayerTrackNext,
  enabled(context) {
    const idle = nothingIsTrained(context);
    if (idle !== true) return idle;
    return openGroup(context) === null ? 'reason.noOpenGroup' : true;
  },
  perform: () =>
    void attempt('resumeRepeats', async () => {
      const group = openGroup(currentContext());
      if (group !== null) await request('resumeRepeats', { group, ...workers() });
      useView.getState().show('train');
      return null;
    }),
};

export const repeatActions: readonly Action[] = [trainRepeats, stopRepeats, resumeRepeats];
