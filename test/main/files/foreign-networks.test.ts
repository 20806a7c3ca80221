/** Networks of other programs (test/fixtures/foreign, made by the scripts there) read as well here as by those. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { npz as npzFormat } from '@shared/exchange/networks/formats/npz';
import { serializeNpy } from '@shared/formats/npy';
import { engine } from '@shared/kernels/engines';
import { createClassifier } from '@shared/training/classifier';
import { complete } from '@shared/training/evaluation';
import { soloTeam } from '@shared/training/team';
import { strToU8, zipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { readParameters } from '../../../src/main/files/parameters-file';
import expected from '../../fixtures/foreign/expected.json';
import { realMnist } from '../../support/digits';
import { byLength } from '../../support/length';

const fixtures = resolve(import.meta.dirname, '../../fixtures/foreign');
const createTeam = soloTeam(engine.create);
const mnist = realMnist();
const dataset = { ...mnist, test: mnist.test.slice(0, 1000) };
const folder = mkdtempSync(join(tmpdir(), 'kasane-foreign-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function right(path: string): Promise<number> {
  const { spec, tensors } = await readParameters(path, { dataset, createTeam });
  const classifier = createClassifier(spec.network, spec.data.scaling, tensors, createTeam);
  return complete(classifier.evaluate(dataset.test)).correct;
}

const written = (name: string, content: Uint8Array | string) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

describe('a network that another program wrote', () => {
  const files = Object.entries(expected);
  it.each(
    byLength(
      files.filter(([name]) => ['normed.pth', 'old.pth', 'functional.keras', 'weights.h5', 'tfjs/model.json'].includes(name)),
      files,
    ),
  )('%s reads as many test images right as there', async (file, count) => {
    expect(Math.abs((await right(join(fixtures, file))) - count)).toBeLessThanOrEqual(1);
  });

  const arrays = npzFormat.read(readFileSync(join(fixtures, 'weights.npz')), 'weights.npz', {}).tensors;
  const [conv, convBias, dense, denseBias] = ['conv1.weight', 'conv1.bias', 'fc1.weight', 'fc1.bias'].map((name) => {
    const found = arrays.find((each) => each.name === `plain.${name}`);
    if (!found) throw new Error(name);
    return found;
  }) as readonly Numbers[] as [Numbers, Numbers, Numbers, Numbers];
  type Numbers = Pick<(typeof arrays)[number], 'shape' | 'values'>;
  const column = ({ values }: Numbers): Numbers => ({ shape: [values.length, 1], values });
  const row = ({ values }: Numbers): Numbers => ({ shape: [1, values.length], values });
  const npz = (content: Record<string, Numbers>) =>
    zipSync(Object.fromEntries(Object.entries(content).map(([name, array]) => [`${name}.npy`, serializeNpy(array)])), { level: 0 });

  const ways: readonly (readonly [string, Record<string, Numbers>])[] = [
    ['biases as columns, W·x', { w1: conv, b1: column(convBias), w2: dense, b2: column(denseBias) }],
    ['no names at all', { arr_0: conv, arr_1: convBias, arr_2: dense, arr_3: denseBias }],
    ['biases as rows', { weights1: conv, biases1: row(convBias), weights2: dense, biases2: row(denseBias) }],
    ['names without order', { conv_w: conv, conv_b: convBias, out_w: dense, out_b: denseBias }],
    ['all weights before all biases', { weights_filters: conv, weights_out: dense, bias_hidden: convBias, bias_answers: denseBias }],
  ];
  it.each(byLength(ways.slice(0, 2), ways))('as arrays with %s is put together', async (name, content) => {
    const found = await right(written(`${name.replaceAll(/\W/g, '-')}.npz`, npz(content)));
    expect(Math.abs(found - expected['cnn.pth'])).toBeLessThanOrEqual(1);
  });

  it.each([
    ['whole.pth', /is a whole model, an object of __main__\.Net, .*torch\.save\(model\.state_dict\(\), "model\.pth"\)$/],
    ['script.pt', /is a TorchScript program of torch\.jit, which is not run/],
    ['lambda.keras', /lambda: is a Lambda \(Python code that only its own program can run\), which has no equal in Kasane/],
  ])('%s is refused by what it is', async (file, message) => {
    await expect(readParameters(join(fixtures, file), { dataset, createTeam })).rejects.toThrow(message);
  });

  it.each([
    [
      'net.json',
      '{"type":"NeuralNetwork","sizes":[784,10],"layers":[{"weights":[[1]],"biases":[0]}],"trainOpts":{}}',
      /is a network of brain\.js/,
    ],
    ['syn.json', '{"neurons":[{"trace":{},"bias":0}],"connections":[]}', /is a network of Synaptic/],
    ['model.ckpt', '\0\0\0\0', /is a part of a TensorFlow checkpoint/],
    ['model.ckpt.data-00000-of-00001', '\0\0\0\0', /is a part of a TensorFlow checkpoint/],
    ['empty.pth', '', /is empty; choose another file/],
    ['cat.onnx', 'GIF89a', /is a picture, no network; predict it instead/],
    ['page.pth', '<!DOCTYPE html><html></html>', /is a web page; the download failed/],
    ['pointer.onnx', 'version https://git-lfs.github.com/spec/v1\noid sha256:0\n', /is a pointer of Git LFS/],
    ['saved_model.pb', '\x08\x01saved_model', /is a TensorFlow graph \(SavedModel\)/],
  ])('%s is called what it is, with the next step', async (name, content, message) => {
    const path = written(name, content);
    await expect(readParameters(path, { dataset, createTeam })).rejects.toThrow(message);
    await expect(readParameters(path, { dataset, createTeam })).rejects.not.toThrow(/it reads/);
  });

  it('TensorFlow.js without its shards says which are missing', async () => {
    const path = written('model.json', readFileSync(join(fixtures, 'tfjs', 'model.json')));
    await expect(readParameters(path, { dataset, createTeam })).rejects.toThrow(
      'group1-shard1of2.bin: is missing beside it; put it into the same folder',
    );
  });

  it('names no file outside its folder', async () => {
    const manifest = { modelTopology: {}, weightsManifest: [{ paths: ['../../etc/passwd'], weights: [] }] };
    const path = written('model.json', JSON.stringify(manifest));
    await expect(readParameters(path, { dataset, createTeam })).rejects.toThrow('../../etc/passwd: is missing beside it');
  });

  it('cut short or damaged anywhere is refused in words', async () => {
    for (const file of readdirSync(fixtures).filter((name) => /\.(pth|pt|keras|h5)$/.test(name))) {
      const whole = readFileSync(join(fixtures, file));
      for (const share of [0.3, 0.6, 0.9, 0.99]) {
        const path = written(`cut-${file}`, whole.subarray(0, Math.floor(whole.length * share)));
        await expect(readParameters(path, { dataset, createTeam })).rejects.toThrow(/^cut-/);
      }
    }
  });
});

/** An object that is no network keeps its secrets: nothing of a pickle in a zip is run. */
it('a PyTorch file that wants to run something runs nothing', async () => {
  const program = Uint8Array.from([0x80, 2, ...strToU8('cposix\nsystem\n'), ...strToU8('X\x11\0\0\0touch /tmp/kasane'), 0x85, 0x52, 0x2e]);
  const path = written('evil.pth', zipSync({ 'model/data.pkl': program, 'model/version': strToU8('3\n') }));
  await expect(readParameters(path, { dataset, createTeam })).rejects.toThrow(/is a whole model, an object of posix\.system/);
});
