import type { ModelSummary, RunSummary } from '@shared/contracts/run';
import { beforeAll, describe, expect, it } from 'vitest';
import { followCatalogue, useCatalogue } from '../../../src/renderer/state/catalogue-store';
import { useStudio } from '../../../src/renderer/state/studio-store';
import { chooseRuns, followChosen, useRuns } from '../../../src/renderer/views/runs/state/runs-store';
import { type ScriptedBridge, scriptedBridge } from '../../support/page';
import { madeUpRow, madeUpState } from '../../support/runs';
import { settled } from '../../support/settled';

const row = (folder: string, change: Partial<RunSummary> = {}) => madeUpRow(folder, { seed: 3, test: 0.9, ...change });
const shipped = { id: 'model:accurate-cnn', kind: 'model' } as ModelSummary;
const run = madeUpState({ folder: '2026 b' });

describe('the catalogue', () => {
  let bridge: ScriptedBridge;
  let rows: readonly RunSummary[] = [row('2026 a'), row('2026 b'), row('2026 c', { exportable: null }), row('2026 d', { images: null })];
  const listed = () => bridge.asked.filter(({ name }) => name === 'listRuns').length;
  /** Everything that was asked is answered, and what follows from that is done. */

  beforeAll(async () => {
    bridge = scriptedBridge({ listRuns: () => rows, deletedRuns: () => [], shippedModels: () => [shipped], runDetails: () => null });
    followChosen();
    await followCatalogue();
  });

  it('has every network there is: runs that have learnt something and can be read, the newest first, then the shipped ones', () => {
    const { models } = useCatalogue.getState();
    expect(models.map(({ id }) => id)).toEqual(['run:2026 b', 'run:2026 a', 'model:accurate-cnn']);
    expect(models[0]).toMatchObject({
      kind: 'run',
      name: 'Small CNN',
      seed: 3,
      iteration: 10,
      testAccuracy: 0.9,
      input: [28, 28, 1],
      original: true,
    });
  });

  it('is listed once for each change of how the run at hand stands, and not for its progress', async () => {
    const before = listed();
    useStudio.setState({ run: { ...run, status: { phase: 'running' } } });
    await settled();
    expect(listed()).toBe(before + 1);
    useStudio.setState({ run: { ...run, status: { phase: 'running' }, iteration: 50, seconds: 3 } });
    await settled();
    expect(listed()).toBe(before + 1);
    useStudio.setState({ run: { ...run, status: { phase: 'finished', reason: 'completed' } } });
    await settled();
    expect(listed()).toBe(before + 2);
    window.dispatchEvent(new Event('focus'));
    await settled();
    expect(listed()).toBe(before + 3);
  });

  it('lets go of chosen runs that are gone', async () => {
    chooseRuns(['2026 a', '2026 b']);
    rows = [row('2026 b')];
    window.dispatchEvent(new Event('focus'));
    await settled();
    expect(useRuns.getState().chosen).toEqual(['2026 b']);
  });

  it('is what the newest listing says, whichever is answered last', async () => {
    const answers: ((found: readonly RunSummary[]) => void)[] = [];
    bridge.answers.listRuns = () => new Promise((resolve) => answers.push(resolve));
    window.dispatchEvent(new Event('focus'));
    window.dispatchEvent(new Event('focus'));
    await settled();
    answers[1]?.([row('2026 new')]);
    answers[0]?.([row('2026 old')]);
    await settled();
    expect(useCatalogue.getState().runs?.map(({ folder }) => folder)).toEqual(['2026 new']);
  });

  it('stays as it was where it cannot be listed', async () => {
    const before = useCatalogue.getState();
    bridge.answers.listRuns = () => {
      throw new Error('the disk is gone');
    };
    window.dispatchEvent(new Event('focus'));
    await settled();
    expect(useCatalogue.getState()).toBe(before);
  });
});
