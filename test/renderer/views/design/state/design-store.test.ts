import { presetSpec } from '@shared/spec/presets';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  edit,
  redo,
  restoreDesign,
  select,
  takeDesign,
  undo,
  useDesign,
} from '../../../../../src/renderer/views/design/state/design-store';
import {
  addLayer,
  changeLayer,
  duplicateSelected,
  moveSelected,
  moveTo,
  removeSelected,
  selectedPlaces,
  toggleBypass,
} from '../../../../../src/renderer/views/design/state/layer-edits';

const design = () => useDesign.getState().design;
const types = () => design().spec.network.layers.map(({ type, bypassed }) => (bypassed ? `(${type})` : type));
const id = (place: number) => design().ids[place] as number;

beforeEach(() => restoreDesign(presetSpec('two-layer'), null, null)); // affine, relu, affine

describe('editing', () => {
  it('can be undone and redone step by step, layers and settings alike', () => {
    const states = [design()];
    const steps = [
      () => addLayer('dropout', 2),
      () => edit((spec) => ({ ...spec, optimizer: { ...spec.optimizer, learningRate: 0.5 } })),
      () => edit((spec) => ({ ...spec, data: { ...spec.data, validation: 5000 } })),
      () => edit((spec) => ({ ...spec, training: { ...spec.training, batchSize: 7 } })),
      () => takeDesign(presetSpec('small-cnn'), null),
    ];
    for (const step of steps) {
      step();
      states.push(design());
    }
    for (const state of states.toReversed().slice(1)) {
      undo();
      expect(design().spec).toBe(state.spec);
      expect(design().ids).toEqual(state.ids);
    }
    undo(); // there is nothing left; nothing happens
    for (const state of states.slice(1)) {
      redo();
      expect(design().spec).toBe(state.spec);
    }
  });

  it('a number digit by digit is one undo, two fields are two', () => {
    for (const units of [1, 12, 128]) changeLayer(0, { ...design().spec.network.layers[0], type: 'affine', units }, 'units');
    changeLayer(2, { ...design().spec.network.layers[2], type: 'affine', units: 11 }, 'units');
    undo();
    expect(design().spec.network.layers.map(({ units }) => units)).toEqual([128, undefined, 10]);
    undo();
    expect(design().spec.network.layers.map(({ units }) => units)).toEqual([50, undefined, 10]);
  });

  it('anew after an undo forgets what could have been redone', () => {
    addLayer('dropout');
    undo();
    addLayer('tanh');
    redo();
    expect(types()).toEqual(['affine', 'relu', 'affine', 'tanh']);
  });
});

describe('the stack', () => {
  it('gets a new layer behind the selected one, else at the end, and selects it', () => {
    addLayer('tanh');
    expect(types()).toEqual(['affine', 'relu', 'affine', 'tanh']);
    select([id(0)]);
    addLayer('dropout');
    expect(types()).toEqual(['affine', 'dropout', 'relu', 'affine', 'tanh']);
    expect(selectedPlaces()).toEqual([1]);
  });

  it('keeps the numbers of layers that moved, changed or stayed', () => {
    const [a, b, c] = design().ids;
    moveTo([2], 0);
    expect([types(), design().ids]).toEqual([
      ['affine', 'affine', 'relu'],
      [c, a, b],
    ]);
    changeLayer(0, { ...design().spec.network.layers[0], type: 'affine', units: 20 }, 'units');
    expect(design().ids).toEqual([c, a, b]);
    select([c as number, b as number]);
    duplicateSelected();
    expect(types()).toEqual(['affine', 'affine', 'relu', 'affine', 'relu']);
    expect(new Set(design().ids).size).toBe(5);
  });

  it('moves several layers together, and stops at its ends', () => {
    select([id(1), id(2)]);
    moveSelected(1);
    expect(types()).toEqual(['affine', 'relu', 'affine']);
    moveSelected(-1);
    expect(types()).toEqual(['relu', 'affine', 'affine']);
    expect(selectedPlaces()).toEqual([0, 1]);
    moveSelected(1);
    expect(types()).toEqual(['affine', 'relu', 'affine']);
  });

  it('switches layers off and on, all of them alike', () => {
    select([id(0), id(1)]);
    toggleBypass([0]);
    expect(types()).toEqual(['(affine)', 'relu', 'affine']);
    toggleBypass();
    expect(types()).toEqual(['(affine)', '(relu)', 'affine']);
    toggleBypass();
    expect(types()).toEqual(['affine', 'relu', 'affine']);
  });

  it('can be emptied, and filled again', () => {
    select(design().ids);
    removeSelected();
    expect([types(), selectedPlaces()]).toEqual([[], []]);
    addLayer('affine');
    expect([types(), selectedPlaces()]).toEqual([['affine'], [0]]);
  });
});
