/** The exported NumPy package, run by Python: predictions, gradients and training steps are Kasane's own. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { writeImages, writeLabels } from '@shared/data/sources/idx-file';
import { numpy } from '@shared/exchange/networks/formats/numpy';
import { engine } from '@shared/kernels/engines';
import { createReferenceKernels64 } from '@shared/kernels/reference';
import type { KindSpec } from '@shared/kind';
import { optimizerKinds } from '@shared/nn/optimizers';
import type { NamedTensor } from '@shared/nn/parameter';
import { scheduleKinds } from '@shared/nn/schedules';
import { parseRunSpec } from '@shared/spec/parse-run-spec';
import { createClassifier } from '@shared/training/classifier';
import { TrainingSession } from '@shared/training/session';
import { soloTeam } from '@shared/training/team';
import { unzipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { realMnist } from '../../../../support/digits';
import { byLength } from '../../../../support/length';
import { pythonWith, runPython } from '../../../../support/python';
import { drawn, type Trained, zoo } from '../../../../support/trained';

const COUNT = 4;
const mnist = realMnist();
const set = mnist.test.slice(0, COUNT);
const createTeam = soloTeam(engine.create);
/** Kasane's definition in double precision: the engines add up a channel's pixels in float32, one after another. */
const inDouble = soloTeam(createReferenceKernels64);
const python = pythonWith('numpy') ?? '';
const runner = resolve(import.meta.dirname, '../../../../fixtures/run_numpy.py');
const folder = mkdtempSync(join(tmpdir(), 'kasane-numpy-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const [images, labels] = [join(folder, 'images'), join(folder, 'labels')];
writeFileSync(images, writeImages(set));
writeFileSync(labels, writeLabels(set.labels));

/** The archive unpacked, as its user has it. */
function unpacked({ spec, tensors }: Trained): string {
  const named = { spec, tensors, name: spec.name, network: spec.network, scaling: spec.data.scaling, testAccuracy: 0.25 };
  const place = mkdtempSync(join(folder, 'package-'));
  mkdirSync(place, { recursive: true });
  for (const [name, content] of Object.entries(unzipSync(numpy.write?.(named) ?? new Uint8Array())))
    writeFileSync(join(place, name), content);
  return place;
}

interface Ran {
  readonly probabilities: readonly (readonly number[])[];
  readonly gradient: Readonly<Record<string, readonly number[]>>;
  readonly params: Readonly<Record<string, readonly number[]>>;
}
const ran = (trained: Trained, steps: number) =>
  runPython(python, runner, [unpacked(trained), images, labels, String(steps)]) as Promise<Ran>;

/** Without what is drawn at random, all images a step. */
const inOneBatch = ({ spec, tensors }: Trained, changes: object = {}): Trained => {
  const still = (layers: readonly KindSpec[]): KindSpec[] =>
    layers.map((layer) => ({
      ...layer,
      ...(layer.type === 'dropout' && { ratio: 0 }),
      ...(layer.layers ? { layers: still(layer.layers as KindSpec[]) } : {}),
    }));
  const data = { ...spec.data, augmentation: [], validation: 0, limit: 0 };
  const training = { ...spec.training, batchSize: COUNT, sampling: 'epochs', duration: { unit: 'iterations', count: 5 } };
  const network = { ...spec.network, layers: still(spec.network.layers) };
  return { spec: parseRunSpec({ ...spec, data, network, training, ...changes }), tensors };
};

/** The same training by Kasane; `tensors` in Kasane's order. */
function trainedBy({ spec, tensors }: Trained, steps: number, team = createTeam): readonly NamedTensor[] {
  const dataset = { ...mnist, training: set };
  const session = new TrainingSession({ spec, dataset, createTeam: team, parameters: tensors });
  const events = session.events();
  while (session.iteration < steps) events.next();
  const after = session.parameters().map((tensor) => ({ ...tensor, values: tensor.values.slice() }));
  session.close();
  return after;
}

const isNormalised = ({ tensors }: Trained) => tensors.some(({ name }) => name.startsWith('gamma'));

/** In the package's order, as `some` of run_numpy.py takes them. */
function someOf({ spec }: Trained, tensors: readonly NamedTensor[]): Record<string, number[]> {
  const named = { spec, tensors, name: spec.name, network: spec.network, scaling: spec.data.scaling, testAccuracy: null };
  const written = numpy.read(numpy.write?.(named) ?? new Uint8Array(), 'net.numpy.zip', {}).tensors;
  return Object.fromEntries(
    written.map(({ name, values }) => {
      const step = Math.max(1, Math.floor(values.length / 100));
      return [name, [...values].filter((_, index) => index % step === 0)];
    }),
  );
}

/** Relative where numbers are large. */
function expectAlike(
  found: Readonly<Record<string, readonly number[]>>,
  wanted: Readonly<Record<string, readonly number[]>>,
  within: number,
): void {
  for (const [name, values] of Object.entries(found)) {
    expect(values.length).toBe(wanted[name]?.length);
    const apart = values.map((value, index) => Math.abs(value - (wanted[name]?.[index] ?? Number.NaN)) / Math.max(1, Math.abs(value)));
    expect(Math.max(...apart), name).toBeLessThan(within);
  }
}

describe.skipIf(python === '')('of', () => {
  // The reference takes as long for the Accurate CNN as for all others.
  const tried = byLength(zoo.slice(0, -1), zoo);
  it.each(tried.map((each) => [each.spec.name, each] as const))('%s predicts and learns as Kasane does', async (_name, each) => {
    const descent = inOneBatch(each, {
      optimizer: { type: 'sgd', learningRate: 1 },
      schedule: { type: 'constant' },
    });
    const { probabilities, gradient, params } = await ran(descent, 1);
    const ours = createClassifier(each.spec.network, each.spec.data.scaling, each.tensors, createTeam).probabilities(set.pixels).flat();
    expect(Math.max(...probabilities.flat().map((value, index) => Math.abs(value - (ours[index] ?? 2))))).toBeLessThan(1e-5);
    // One step of gradient descent at rate 1 takes the gradient off.
    const [before, after] = [each.tensors, trainedBy(descent, 1, isNormalised(each) ? inDouble : createTeam)];
    const difference = before.map(({ values, ...rest }, tensor) => ({
      ...rest,
      values: values.map((value, index) => value - (after[tensor]?.values[index] ?? Number.NaN)),
    }));
    expectAlike(gradient, someOf(descent, difference), 1e-4);
    // The running statistics too.
    expectAlike(params, someOf(descent, after), 1e-4);
  });

  it.each(optimizerKinds.map(({ type }) => type))('%s takes five steps as Kasane does, with all there is to training', async (type) => {
    // A bias before a normalisation has a gradient of 0 but for rounding, which some optimizers take for a direction.
    const vectors = zoo.find(({ spec }) => spec.name === 'Projected');
    if (!vectors) throw new Error('there is no network');
    const each = inOneBatch(vectors, {
      optimizer: { type, learningRate: 0.02, weightDecay: 0.01 },
      schedule: { type: 'cosine', end: 0.1, warmUp: 3 },
    });
    const spec = {
      ...each.spec,
      training: { ...each.spec.training, clipNorm: 0.8, loss: { type: 'softmax-cross-entropy', smoothing: 0.1 } },
    };
    const { params } = await ran({ ...each, spec: parseRunSpec(spec) }, 5);
    expectAlike(params, someOf(each, trainedBy({ ...each, spec: parseRunSpec(spec) }, 5)), 1e-4);
  });

  it('a name that would end a text stays within it', async () => {
    const [, vectors] = zoo;
    if (!vectors) throw new Error('there is no network');
    const spec = parseRunSpec({
      ...vectors.spec,
      name: 'a"""b \\ ”c\u0007',
      network: { ...vectors.spec.network, classes: [...'012345678', '"\\\''] },
    });
    const program =
      'import ast, sys; [ast.parse(open(sys.argv[1] + "/" + name).read()) for name in ("network.py", "train.py", "optimizer.py")]; print("true")';
    expect(await runPython(python, program, [unpacked({ ...vectors, spec })])).toBe(true);
  });

  it('images in colour, of any sides and classes', async () => {
    const spec = parseRunSpec({
      version: 3,
      name: 'Colour',
      network: {
        input: [6, 9, 3],
        classes: ['あ', 'it"s'],
        recipe: 'letterbox',
        layers: [{ type: 'conv2d', filters: 3 }, { type: 'relu' }, { type: 'affine', units: 2 }],
      },
    });
    const trained = drawn(spec);
    const pixels = Uint8Array.from({ length: 5 * 6 * 9 * 3 }, (_, index) => (index * 37) % 256);
    const [file, classes] = [join(folder, 'colour'), join(folder, 'classes')];
    writeFileSync(file, writeImages({ count: 5, shape: [6, 9, 3], pixels }));
    writeFileSync(classes, writeLabels(Uint8Array.of(0, 1, 0, 1, 0)));
    const { probabilities } = (await runPython(python, runner, [unpacked(trained), file, classes, '0'])) as Ran;
    const ours = createClassifier(spec.network, spec.data.scaling, trained.tensors, createTeam).probabilities(pixels).flat();
    expect(Math.max(...probabilities.flat().map((value, index) => Math.abs(value - (ours[index] ?? 2))))).toBeLessThan(1e-5);
  });

  it.each(scheduleKinds.map((kind) => [kind.type, kind] as const))('%s is its expression in Python', async (type, kind) => {
    const [, vectors] = zoo;
    if (!vectors) throw new Error('there is no network');
    const settings = { warmUp: 7 };
    const { factor } = kind.create(type === 'one-cycle' ? {} : settings);
    const each = inOneBatch(vectors, { schedule: { type, ...(type === 'one-cycle' ? {} : settings) } });
    const program = `import json, sys\nsys.path.insert(0, ${JSON.stringify(unpacked(each))})\nimport train\nprint(json.dumps([train.learning_rate_factor(i, 40, 3) for i in range(1, 41)]))`;
    const found = (await runPython(python, program, [])) as number[];
    for (const [index, value] of found.entries())
      expect(value).toBeCloseTo(factor({ iteration: index + 1, iterations: 40, iterationsPerEpoch: 3 }), 12);
  });

  it('network.py prints the accuracy in percent last, and train.py trains on', () => {
    const [, vectors] = zoo;
    if (!vectors) throw new Error('there is no network');
    const place = unpacked(inOneBatch(vectors, { optimizer: { type: 'adam', learningRate: 0.01 } }));
    const run = (...parameters: string[]) => spawnSync(python, parameters, { cwd: place, encoding: 'utf8' });
    const { probabilities } = createClassifier(vectors.spec.network, vectors.spec.data.scaling, vectors.tensors, createTeam);
    const right = probabilities(set.pixels).filter((row, index) => row.indexOf(Math.max(...row)) === set.labels[index]).length;
    expect(run('network.py', images, labels).stdout.trim().split(' ').at(-1)).toMatch(
      new RegExp(`^${((100 * right) / COUNT).toFixed(1)}\\d$`),
    );
    const trained = run('train.py', images, labels, images, labels, '30');
    expect(trained.stderr).toBe('');
    expect(Number(trained.stdout.trim().split(' ').at(-1))).toBe(100);
    expect(run('network.py').stderr).toMatch(/^usage: python3 network\.py IMAGES LABELS/);
  });
});

/** The book's own code, oreilly-japan/deep-learning-from-scratch, where somebody has it beside the project. */
const beside = resolve(import.meta.dirname, '../../../../../..');
const book = readdirSync(beside)
  .map((name) => join(beside, name))
  .find((place) => existsSync(join(place, 'ch08/deep_convnet.py')));

describe.skipIf(!book || python === '')('the book’s classes read params.pkl:', () => {
  it.each([
    ['SimpleConvNet', 'ch07', 'simple_convnet', "conv_param={'filter_num': 30, 'filter_size': 5, 'pad': 0, 'stride': 1}, hidden_size=100"],
    ['DeepConvNet', 'ch08', 'deep_convnet', ''],
  ])('%s', async (name, chapter, module, parameters) => {
    const each = zoo.find(({ spec }) => spec.name === name);
    if (!each) throw new Error(`there is no ${name}`);
    const program = [
      'import json, os, sys',
      `sys.path[:0] = [${JSON.stringify(join(book ?? '', chapter))}, ${JSON.stringify(book)}]`,
      `from ${module} import ${name}`,
      `os.chdir(${JSON.stringify(unpacked(each))})`,
      `network = ${name}(${parameters})`,
      'network.load_params("params.pkl")',
      'sys.path.insert(0, os.getcwd())',
      'from data import load_images',
      'from layers import softmax',
      `print(json.dumps(softmax(network.predict(load_images(${JSON.stringify(images)}))).tolist()))`,
    ].join('\n');
    const found = ((await runPython(python, program, [])) as number[][]).flat();
    const ours = createClassifier(each.spec.network, each.spec.data.scaling, each.tensors, createTeam).probabilities(set.pixels).flat();
    expect(Math.max(...found.map((value, index) => Math.abs(value - (ours[index] ?? 2))))).toBeLessThan(1e-5);
  });
});
