/** The sheet with its undo, and the predictions that follow it. */
import type { ModelSummary } from '@shared/contracts/run';
import { KasaneError } from '@shared/kasane-error';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { useCatalogue } from '../../../../../src/renderer/state/catalogue-store';
import { useView } from '../../../../../src/renderer/state/view-store';
import {
  beginStroke,
  chooseModels,
  chosenModels,
  clearSheet,
  endStroke,
  extendStroke,
  redoStroke,
  setPen,
  takeImage,
  undoStroke,
  useDraw,
} from '../../../../../src/renderer/views/draw/state/draw-store';
import { digitForm } from '../../../../../src/renderer/views/draw/state/forms';
import { followSheet, usePredictions } from '../../../../../src/renderer/views/draw/state/predictions-store';
import { type ScriptedBridge, scriptedBridge } from '../../../../support/page';
import { settled } from '../../../../support/settled';

const shipped = { id: 'model:accurate-cnn', kind: 'model', ...digitForm } as unknown as ModelSummary;
/** Until no request is left. */
async function answerAll(probabilities: number[]): Promise<void> {
  for (await settled(); waiting.length > 0; await settled()) for (const answer of waiting.splice(0)) answer(probabilities);
}
const point = (x: number, y: number) => ({ x, y, pressure: 0.5 }) as never;
const stroke = (x: number) => {
  beginStroke(point(x, 40), 1);
  extendStroke([point(x, 120), point(x, 220)], 2);
  endStroke();
};
const strokes = () => useDraw.getState().sheet.strokes.length;

let bridge: ScriptedBridge;
/** Unanswered requests for predictions. */
const waiting: ((probabilities: number[]) => void)[] = [];
beforeAll(() => {
  bridge = scriptedBridge({
    predict: (input) =>
      new Promise((resolve) =>
        waiting.push((probabilities) =>
          resolve(
            (input as { models: string[] }).models.map((model) => ({
              model,
              iteration: null,
              probabilities: [probabilities],
              error: null,
            })),
          ),
        ),
      ),
  });
  Object.assign(window, { setTimeout: () => 0 }); // the pen never rests
  useCatalogue.setState({ models: [shipped] });
  useView.setState({ view: 'draw' });
  followSheet();
});
beforeEach(async () => {
  useDraw.setState(useDraw.getInitialState(), true);
  await answerAll([1]);
});

it('a stroke is one undo, whole, and comes back; a new one forgets what was undone', () => {
  stroke(100);
  stroke(150);
  expect(useDraw.getState().sheet.strokes[1]).toHaveLength(3);
  undoStroke();
  expect(strokes()).toBe(1);
  redoStroke();
  expect(strokes()).toBe(2);
  undoStroke();
  stroke(200);
  redoStroke();
  expect(strokes()).toBe(2);
  clearSheet();
  expect(strokes()).toBe(0);
  undoStroke();
  expect(strokes()).toBe(2);
});

it('a stroke that has ended grows no more, nothing is undone beyond the first, and a blank sheet is not cleared', () => {
  stroke(100);
  extendStroke([point(0, 0)], 3);
  expect(useDraw.getState().sheet.strokes[0]).toHaveLength(3);
  undoStroke();
  undoStroke();
  expect(strokes()).toBe(0);
  clearSheet();
  expect(useDraw.getState().past).toEqual([]);
});

it('a digit takes the place of all that was drawn, and keeps the pen', () => {
  setPen(30);
  stroke(100);
  takeImage(new Uint8Array(784).fill(255), 28, 1);
  expect(useDraw.getState().sheet).toMatchObject({ pen: 30, strokes: [], picture: { width: 28, height: 28 } });
  undoStroke();
  expect(strokes()).toBe(1);
});

it('of the chosen models those that are gone are left out', () => {
  chooseModels(['run:gone', shipped.id]);
  expect(chosenModels()).toEqual([shipped.id]);
  chooseModels(['run:gone']);
  expect(chosenModels()).toBeNull();
});

it('one prediction at a time: while one is under way the sheet goes on, and its newest state is next', async () => {
  stroke(100);
  await settled();
  stroke(150);
  stroke(200);
  await settled();
  expect(waiting).toHaveLength(1);
  waiting[0]?.([1, 0]);
  await settled();
  expect(waiting).toHaveLength(2);
  expect(usePredictions.getState().of?.strokes).toHaveLength(1);
  waiting[1]?.([0, 1]);
  await settled();
  const { of, predictions, requestedAt } = usePredictions.getState();
  expect(of).toBe(useDraw.getState().sheet);
  expect(predictions).toMatchObject([{ model: shipped.id, probabilities: [[0, 1]] }]);
  expect(requestedAt).toBe(2);
  expect(waiting).toHaveLength(2);
});

it('a blank sheet has no predictions, and asks for none', async () => {
  stroke(100);
  await answerAll([1]);
  expect(usePredictions.getState().predictions).toHaveLength(1);
  clearSheet();
  await settled();
  expect(usePredictions.getState()).toMatchObject({ predictions: [], seen: null });
  expect(waiting).toEqual([]);
});

it('why there is no prediction is kept until there is one', async () => {
  const { predict } = bridge.answers;
  bridge.answers.predict = () => {
    throw new KasaneError('the inspector stopped');
  };
  stroke(100);
  await settled();
  expect(usePredictions.getState()).toMatchObject({ predictions: [], trouble: { message: 'the inspector stopped' } });
  if (predict) bridge.answers.predict = predict;
  stroke(150);
  await answerAll([1]);
  expect(usePredictions.getState().trouble).toBeNull();
});
