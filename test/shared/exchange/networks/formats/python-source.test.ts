/** The sources that are generated, run by the frameworks they are for, where this machine has them; Keras sources else by a stand-in in NumPy. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parameterFormats } from '@shared/exchange/networks/formats';
import { engine } from '@shared/kernels/engines';
import { createClassifier } from '@shared/training/classifier';
import { soloTeam } from '@shared/training/team';
import { unzipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { curves } from '../../../../support/curves';
import { realMnist } from '../../../../support/digits';
import { pythonWith, runPython } from '../../../../support/python';
import { type Trained, zoo } from '../../../../support/trained';

const COUNT = 200;
const images = realMnist().test.slice(0, COUNT).pixels;
const folder = mkdtempSync(join(tmpdir(), 'kasane-source-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const imagesFile = join(folder, 'images');
writeFileSync(imagesFile, images);
const runner = resolve(import.meta.dirname, '../../../../fixtures/run_model.py');
const python = pythonWith();

/** The archive unpacked, as its user has it. */
function unpacked(type: string, { spec, tensors }: Trained): string {
  const format = parameterFormats.find((each) => each.type === type);
  const named = { spec, tensors, name: spec.name, network: spec.network, scaling: spec.data.scaling, testAccuracy: 0.25 };
  const place = mkdtempSync(join(folder, `${type}-`));
  for (const [name, content] of Object.entries(unzipSync(format?.write?.(named) ?? new Uint8Array())))
    writeFileSync(join(place, name), content);
  return place;
}

/** What Keras' stand-in makes of the activations that Keras knows by name. */
const activations = JSON.stringify(
  Object.fromEntries(
    curves.map(({ curve: { keras, numpy } }) => [/^layers\.Activation\("(\w+)"\)$/.exec(keras)?.[1] ?? keras, numpy.y] as const),
  ),
);

describe.each([
  ['pytorch', [pythonWith('torch')]],
  ['keras', [pythonWith('keras'), pythonWith('numpy')]],
] as const)('%s', (type, interpreters) => {
  it.skipIf(python === null).each(zoo.map((each) => [each.spec.name, each] as const))('of %s is Python', async (_name, each) => {
    const program = 'import ast, sys; ast.parse(open(sys.argv[1]).read()); print("true")';
    expect(await runPython(python ?? '', program, [join(unpacked(type, each), 'model.py')])).toBe(true);
  });

  const framework = interpreters.find((each) => each !== null) ?? null;
  it.skipIf(framework === null).each(zoo.map((each) => [each.spec.name, each] as const))('of %s answers alike', async (_name, each) => {
    const theirs = ((await runPython(framework ?? '', runner, [type, unpacked(type, each), imagesFile, activations])) as number[][]).flat();
    const { network, data } = each.spec;
    const ours = createClassifier(network, data.scaling, each.tensors, soloTeam(engine.create)).probabilities(images).flat();
    expect(theirs).toHaveLength(COUNT * 10);
    const largest = ours.reduce((most, value, index) => Math.max(most, Math.abs(value - (theirs[index] ?? Number.NaN))), 0);
    expect(largest).toBeLessThan(1e-5);
  });
});
