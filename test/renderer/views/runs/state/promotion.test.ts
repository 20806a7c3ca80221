import { bookSearchSpec, bookSpace } from '@shared/studies/book-search';
import { parseSearch } from '@shared/studies/search-spec';
import { expect, it } from 'vitest';
import { usePreferences } from '../../../../../src/renderer/state/preferences';
import { useView } from '../../../../../src/renderer/state/view-store';
import { useDesign } from '../../../../../src/renderer/views/design/state/design-store';
import { promoteTrial, trialToDesign } from '../../../../../src/renderer/views/runs/state/promotion';
import { scriptedBridge } from '../../../../support/page';

const bridge = scriptedBridge({ startTraining: () => undefined });
const search = parseSearch({ version: 1, spec: bookSearchSpec(), space: bookSpace });
const trial = { trial: 6, values: { 'optimizer.learningRate': 0.02, 'optimizer.weightDecay': 1e-5 } } as never;
const made = { name: `${search.spec.name} (7)`, seed: search.spec.seed, optimizer: { learningRate: 0.02, weightDecay: 1e-5 } };

it('a trial is trained anew by its own values and seed, on as many threads as the user wants', async () => {
  usePreferences.setState({ threads: 3 });
  promoteTrial(search, trial);
  await new Promise((resolve) => setImmediate(resolve));
  expect(useView.getState().view).toBe('train');
  expect(bridge.asked).toMatchObject([{ name: 'startTraining', input: { spec: made, from: 'initial', threads: 3 } }]);
});

it('a trial becomes the design', () => {
  trialToDesign(search, trial);
  expect(useView.getState().view).toBe('design');
  expect(useDesign.getState().design.spec).toMatchObject(made);
});
