import { join } from 'node:path';
import { normaliseDrawing } from '@shared/data/digits/normalise';
import { engine } from '@shared/kernels/engines';
import { createClassifier } from '@shared/training/classifier';
import { complete } from '@shared/training/evaluation';
import { soloTeam } from '@shared/training/team';
import { describe, expect, it } from 'vitest';
import { modelsFolder, readShippedModel } from '../../../src/main/models/shipped-model';
import { realMnist } from '../../support/digits';
import { drawings } from '../../support/drawings';

const model = await readShippedModel(join(modelsFolder(), 'accurate-cnn'));
const classifier = createClassifier(model.spec.network, model.spec.data.scaling, model.tensors, soloTeam(engine.create));

describe('the network that Kasane comes with', () => {
  it('is as accurate as is recorded beside it', () => {
    expect(complete(classifier.evaluate(realMnist().test)).accuracy).toBe(model.testAccuracy);
  });

  it('reads at least 97 % of the drawings made by hand', () => {
    expect(drawings.length).toBeGreaterThanOrEqual(100);
    const wrong = drawings.filter((drawing) => {
      const [probabilities = []] = classifier.probabilities(normaliseDrawing(drawing)?.pixels ?? new Uint8Array(784));
      return probabilities.indexOf(Math.max(...probabilities)) !== drawing.digit;
    });
    expect(
      wrong.map(({ digit, style }) => `${digit} ${style}`).length,
      wrong.map(({ digit, style }) => `${digit} ${style}`).join(', '),
    ).toBeLessThanOrEqual(0.03 * drawings.length);
  });
});
