/** Data of people's own: classes, sides and colours other than MNIST's, from the preset to the prediction. */
import { augmentationKinds } from '@shared/data/batches/augmentation';
import { engine } from '@shared/kernels/engines';
import { dataSizeOf, examineData, fitToData } from '@shared/spec/examine-data';
import { parseRunSpec } from '@shared/spec/parse-run-spec';
import { presetSpec } from '@shared/spec/presets';
import type { RunSpec } from '@shared/spec/run-spec';
import { createClassifier } from '@shared/training/classifier';
import { complete } from '@shared/training/evaluation';
import { TrainingSession } from '@shared/training/session';
import { soloTeam } from '@shared/training/team';
import { expect, it } from 'vitest';
import { colouredFigures } from '../../support/digits';

const dataset = { training: colouredFigures(1200), test: colouredFigures(400, 2), recipe: 'letterbox' as const };
const createTeam = soloTeam(engine.create);

function train(spec: RunSpec) {
  const session = new TrainingSession({ spec, dataset, createTeam });
  for (const event of session.events()) if (event.type === 'evaluated' && event.set === 'test') break;
  return session.parameters();
}

function accuracyOf(spec: RunSpec, parameters: ReturnType<typeof train>): number {
  const classifier = createClassifier(spec.network, spec.data.scaling, parameters, createTeam);
  const { predicted } = complete(classifier.predictions(dataset.test));
  return predicted.filter((label, image) => label === dataset.test.labels[image]).length / dataset.test.count;
}

const size = dataSizeOf(dataset);
const fitted = fitToData(presetSpec('small-cnn'), size);
const forEpochs = (count: number, change: Partial<RunSpec['data']> = {}) =>
  parseRunSpec({ ...fitted, data: { ...fitted.data, ...change }, training: { ...fitted.training, duration: { unit: 'epochs', count } } });

it('the small CNN, fitted to images in colour, tells figures apart by colour and shape', () => {
  expect(examineData(fitted, size).problems).toEqual([]);
  expect([fitted.network.input, fitted.network.classes, fitted.data.validation]).toEqual([
    [20, 20, 3],
    ['red disc', 'red square', 'blue disc', 'blue square'],
    200,
  ]);
  const spec = forEpochs(40);
  expect(accuracyOf(spec, train(spec))).toBeGreaterThan(0.95);
});

it('it trains on them with every augmentation, the same bytes each time', () => {
  const augmentation = augmentationKinds.map((kind) => ({ type: kind.type, ...kind.settings.parse({ probability: 0.5 }) }));
  const spec = forEpochs(1, { augmentation });
  const [first, second] = [train(spec), train(spec)];
  expect(first).toEqual(second);
  expect(first).not.toEqual(train(forEpochs(1)));
});
