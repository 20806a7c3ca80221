/** From a trial of a search to a run or a design of its own. */
import type { TrialResult } from '@shared/studies/results';
import { type SearchSpec, trialSpec } from '@shared/studies/search-spec';
import { request } from '../../../state/bridge';
import { attempt } from '../../../state/operations';
import { usePreferences } from '../../../state/preferences';
import { useView } from '../../../state/view-store';
import { replaceDesign } from '../../design/state/replace-design';

const specOf = (search: SearchSpec, { trial, values }: TrialResult) => {
  const spec = trialSpec(search, values);
  return { ...spec, name: `${spec.name.slice(0, 66)} (${trial + 1})` };
};

/** Trains it anew as a run, which comes out the same, for it is of the same spec and seed. */
export const promoteTrial = (search: SearchSpec, trial: TrialResult): void =>
  void attempt('promoteTrial', async () => {
    const { threads } = usePreferences.getState();
    useView.getState().show('train');
    await request('startTraining', { spec: specOf(search, trial), from: 'initial', ...(threads !== null && { threads }) });
    return null;
  });

export function trialToDesign(search: SearchSpec, trial: TrialResult): void {
  replaceDesign(specOf(search, trial));
  useView.getState().show('design');
}
