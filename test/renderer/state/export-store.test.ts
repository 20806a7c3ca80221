import { say } from '@shared/phrase';
import { presetSpec } from '@shared/spec/presets';
import { beforeEach, expect, it } from 'vitest';
import { type Context, currentContext } from '../../../src/renderer/state/context';
import { closeExport, openExport, performExport, toExport, useExport } from '../../../src/renderer/state/export-store';
import { useOperations } from '../../../src/renderer/state/operations';
import { useStudio } from '../../../src/renderer/state/studio-store';
import { scriptedBridge } from '../../support/page';
import { madeUpRow, madeUpState } from '../../support/runs';
import { settled } from '../../support/settled';
import { wordsOf } from '../../support/words';

const bridge = scriptedBridge();
beforeEach(() => {
  bridge.asked.length = 0;
  useOperations.setState({ running: {}, notices: [] });
});

function context(view: Context['view']['view'], chosen: readonly string[], exportable: number | null): Context {
  const now = currentContext();
  return {
    ...now,
    view: { ...now.view, view },
    runs: { ...now.runs, chosen },
    catalogue: { ...now.catalogue, runs: [madeUpRow('a'), madeUpRow('b', { exportable: null }), madeUpRow('c')] },
    studio: { ...now.studio, run: madeUpState({ exportable }) },
  };
}

it('takes the run at hand, in Runs the first that is chosen, and none that has learnt nothing', () => {
  expect(toExport(context('train', ['a'], 10))).toEqual({ folder: null, name: 'Small CNN', isDense: false });
  expect(toExport(context('train', ['a'], null))).toBeNull();
  expect(toExport(context('runs', ['a'], null))).toEqual({ folder: 'a', name: 'Small CNN', isDense: false });
  expect(toExport(context('runs', ['b'], 10))).toBeNull();
  expect(toExport(context('runs', ['b', 'c'], 10))).toEqual({ folder: 'c', name: 'Small CNN', isDense: false });
});

it('offers lists of weights first only of a network that they tell all of', () => {
  const offered = (network: 'small-cnn' | 'two-layer', type = 'params-json') => {
    useStudio.setState({ run: madeUpState({ exportable: 10, spec: presetSpec(network) }) });
    useExport.setState({ run: null, kind: 'network', type });
    openExport();
    return useExport.getState().type;
  };
  expect(offered('two-layer')).toBe('params-json');
  expect(offered('small-cnn')).toBe('safetensors');
  expect(offered('small-cnn', 'onnx')).toBe('onnx');
  closeExport();
  useStudio.setState({ run: null });
});

const english = { language: 'en', say };

it('tells what was written, of networks and curves apart, and nothing where the user thought better of it', async () => {
  const words = wordsOf('en');
  bridge.answers.exportParameters = () => ({ path: 'a.onnx', iteration: 1200, accuracies: [0.985] });
  bridge.answers.exportCurves = () => new Promise(() => undefined);
  const run = { folder: 'a', name: 'Mine', isDense: true };
  useExport.setState({ run, kind: 'curves', type: 'csv' });
  performExport(english);
  expect(useExport.getState().run).toBeNull();
  useExport.setState({ run, kind: 'network', type: 'onnx' });
  performExport(english);
  await settled();
  expect(bridge.asked).toEqual([
    { name: 'exportCurves', input: { type: 'csv', folder: 'a', suggested: 'Mine' } },
    { name: 'exportParameters', input: { type: 'onnx', folder: 'a', suggested: 'Mine' } },
  ]);
  const { running, notices } = useOperations.getState();
  expect(running).toMatchObject({ exportCurves: 1, exportParameters: 0 });
  expect(notices.map((notice) => notice.text(words))).toEqual([expect.stringMatching(/1,200.*a\.onnx.*98\.50/)]);
  bridge.answers.exportParameters = () => null;
  useExport.setState({ run, kind: 'network', type: 'onnx' });
  performExport(english);
  await settled();
  expect(useOperations.getState().notices).toEqual([]);
});
