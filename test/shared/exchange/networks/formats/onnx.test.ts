/** ONNX models as ONNX Runtime runs them. */
import { onnx } from '@shared/exchange/networks/formats/onnx';
import { engine } from '@shared/kernels/engines';
import { createClassifier } from '@shared/training/classifier';
import { soloTeam } from '@shared/training/team';
import { env, InferenceSession, Tensor } from 'onnxruntime-web';
import { expect, it } from 'vitest';
import { realMnist } from '../../../../support/digits';
import { zoo } from '../../../../support/trained';

env.wasm.numThreads = 1;

const COUNT = 1000;
const images = realMnist().test.slice(0, COUNT).pixels;

it.each(zoo.map((each) => [each.spec.name, each] as const))(
  '%s gives the same probabilities for 1,000 digits',
  async (_name, { spec, tensors }) => {
    const bytes = onnx.write?.({ spec, tensors, name: spec.name, network: spec.network, scaling: spec.data.scaling, testAccuracy: null });
    const session = await InferenceSession.create(bytes ?? new Uint8Array());
    expect([session.inputNames, session.outputNames]).toEqual([['images'], ['probabilities']]);
    const input = new Tensor('float32', Float32Array.from(images), [COUNT, 1, 28, 28]);
    const { probabilities: found } = await session.run({ images: input });
    expect(found?.dims).toEqual([COUNT, 10]);
    const ours = createClassifier(spec.network, spec.data.scaling, tensors, soloTeam(engine.create)).probabilities(images).flat();
    const theirs = found?.data as Float32Array;
    const largest = ours.reduce((most, value, index) => Math.max(most, Math.abs(value - (theirs[index] ?? Number.NaN))), 0);
    expect(largest).toBeLessThan(1e-5);
    expect(new Set(ours.map((value) => value.toFixed(3))).size).toBeGreaterThan(20); // they do not all say the same
    await session.release();
  },
);
