import { importParameters } from '@shared/exchange/foreign/import-parameters';
import { evaluated, exportChecked } from '@shared/exchange/networks/export-parameters';
import { serializeParamsJson } from '@shared/exchange/networks/params-json';
import { withUnitInputs } from '@shared/exchange/networks/unit-inputs';
import { engine } from '@shared/kernels/engines';
import { parseRunSpec } from '@shared/spec/parse-run-spec';
import { TrainingSession } from '@shared/training/session';
import { soloTeam } from '@shared/training/team';
import { expect, it } from 'vitest';
import { stripesDataset } from '../../../support/digits';

const dataset = stripesDataset();
const createTeam = soloTeam(engine.create);

it.each(['unit', 'standardise'] as const)('parameters learnt on inputs scaled by "%s" are exported for inputs 0 to 1', (scaling) => {
  const spec = parseRunSpec({
    version: 1,
    name: scaling,
    data: { validation: 0, scaling },
    network: { input: [12, 7, 1], layers: [{ type: 'affine', units: 13 }, { type: 'relu' }, { type: 'affine', units: 10 }] },
    training: { batchSize: 50, duration: { unit: 'epochs', count: 20 } },
  });
  const session = new TrainingSession({ spec, dataset, createTeam });
  let expected = { loss: Number.NaN, accuracy: Number.NaN };
  for (const event of session.events()) if (event.type === 'evaluated' && event.set === 'test') expected = event.evaluation;
  const { bytes } = exportChecked('params-json', { spec, tensors: session.parameters() }, dataset, createTeam);
  const read = importParameters(bytes, 'f', { dataset, createTeam, activation: 'relu' });
  expect(read.spec.data.scaling).toBe('unit');
  const found = evaluated(read, dataset.test, createTeam);
  expect(found.accuracy).toBe(expected.accuracy);
  expect(found.loss).toBeCloseTo(expected.loss, 4);
});

it('filters are written as nested lists, and have no equal for inputs 0 to 1 where they learnt on others', () => {
  const tensors = [{ name: 'W1', shape: [2, 1, 1, 3], values: Float32Array.of(1, 2, 3, 4, 5, 6) }];
  expect(JSON.parse(serializeParamsJson(withUnitInputs(tensors, 'unit')))).toEqual({ W1: [[[[1, 2, 3]]], [[[4, 5, 6]]]] });
  expect(() => withUnitInputs(tensors, 'standardise')).toThrow('W1: a first layer that is not dense has no equal for inputs 0 to 1');
});

it('parameters that are not finite are not written', () => {
  const tensors = [
    { name: 'W1', shape: [1, 1], values: new Float32Array([Number.NaN]) },
    { name: 'b1', shape: [1], values: new Float32Array(1) },
  ];
  expect(() => serializeParamsJson(tensors)).toThrow('W1[0]: NaN cannot be written; train again with a smaller learning rate');
});
