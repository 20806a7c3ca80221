import { serializeParamsJson } from '@shared/formats/params-json';
import { createSimdKernels } from '@shared/kernels/simd/simd';
import { parseRunSpec } from '@shared/spec/parse-run-spec';
import { candidateActivations, recognitionText } from '@shared/training/activation';
import { createClassifier } from '@shared/training/classifier';
import { complete } from '@shared/training/evaluation';
import { importParameters } from '@shared/training/import-parameters';
import { TrainingSession } from '@shared/training/session';
import { soloTeam } from '@shared/training/team';
import { describe, expect, it } from 'vitest';
import { realMnist } from '../../support/digits';

const dataset = realMnist();

/** A network of 20 hidden units after 1,000 iterations: enough for the wrong activation to read it far worse. */
function trained(activation: string): { text: string; accuracy: number } {
  const spec = parseRunSpec({
    version: 1,
    name: activation,
    data: { validation: 10_000 },
    network: { layers: [{ type: 'affine', units: 20 }, { type: activation }, { type: 'affine', units: 10 }] },
    optimizer: { type: 'sgd', learningRate: activation === 'sigmoid' ? 1 : 0.1 },
    training: { batchSize: 50, duration: { unit: 'iterations', count: 1000 } },
  });
  const session = new TrainingSession({ spec, dataset, createTeam: soloTeam(createSimdKernels) });
  let accuracy = 0;
  for (const event of session.events()) if (event.type === 'evaluated' && event.set === 'test') accuracy = event.evaluation.accuracy;
  return { text: serializeParamsJson(session.parameters()), accuracy };
}

describe('importing parameters', () => {
  it.each(candidateActivations)('finds that the hidden activation was %s, and says why', (activation) => {
    const { text, accuracy } = trained(activation);
    const { network, tensors, recognised, summary } = importParameters(text, 'p.json', dataset, createSimdKernels);
    expect(recognised?.activation).toBe(activation);
    expect(summary).toBe('784-20-10');
    expect(recognised && recognitionText(recognised)).toMatch(
      /^(ReLU|Sigmoid), for it reads .* % of 10,000 validation images right \(.*: .* %\)$/,
    );
    const evaluation = complete(createClassifier(network, 'unit', tensors, soloTeam(createSimdKernels)).evaluate(dataset.test));
    expect(evaluation.accuracy).toBe(accuracy);
  });

  it('takes the activation it is told', () => {
    const { text } = trained('relu');
    const { recognised, network } = importParameters(text, 'p.json', dataset, createSimdKernels, 'sigmoid');
    expect(recognised).toBeNull();
    expect(network.layers[1]?.type).toBe('sigmoid');
  });

  it.each([
    [
      'inputs of another size',
      { W1: [[1]], b1: [0], W2: [[1]], b2: [0] },
      'p.json: W1: has 1 rows; expected 784, one for each pixel of 28×28',
    ],
    [
      'other classes',
      { W1: Array.from({ length: 784 }, () => [1]), b1: [0], W2: [[1]], b2: [0] },
      'p.json: b2: has 1 numbers; expected 10, one for each digit',
    ],
  ])('refuses %s', (_what, content, message) => {
    expect(() => importParameters(JSON.stringify(content), 'p.json', dataset, createSimdKernels)).toThrow(message);
  });
});
