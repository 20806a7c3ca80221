import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { asTold, type Expected, readPlace, told } from '../../../support/places';
import { pythonWith, runPython } from '../../../support/python';

const python = pythonWith('numpy');
const folder = mkdtempSync(join(tmpdir(), 'kasane-arrays-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const written = python
  ? ((await runPython(python, resolve(import.meta.dirname, '../../../fixtures/array_files.py'), [folder])) as Record<string, Expected>)
  : {};

const nothing = { shape: [0, 0, 0], classes: [], leftOut: [] } as const;

describe.skipIf(!python)('what NumPy, and Python’s csv and pickle wrote', () => {
  it.each(Object.entries(written))('%s', async (name, expected) => {
    expect(told(await readPlace(join(folder, name)))).toEqual(asTold(expected));
  });

  it('that give an image several labels are refused', async () => {
    const program = `import sys, json, numpy as np; np.savez(sys.argv[1], train_images=np.zeros((20, 28, 28), np.uint8), train_labels=np.array([[1, 0, 1]] * 20)); print(json.dumps(1))`;
    const file = join(folder, 'several.npz');
    await runPython(python ?? '', program, [file]);
    await expect(readPlace(file)).rejects.toThrow('several.npz: train_labels gives image 0 not one label but 2 of 3');
  });

  it('of several datasets in one folder are a choice', async () => {
    const program = `import sys, json, os, numpy as np; os.mkdir(sys.argv[1])
for name, side in (("derma", 28), ("path", 32)): np.savez(sys.argv[1] + "/" + name + ".npz", train_images=np.zeros((20, side, side), np.uint8), train_labels=np.arange(20) % 2)
print(json.dumps(1))`;
    const place = join(folder, 'several');
    await runPython(python ?? '', program, [place]);
    const { recognised } = await readPlace(place);
    expect([recognised.choices, recognised.choice]).toEqual([['derma.npz', 'path.npz'], 'derma.npz']);
    expect((await readPlace(place, { choice: 'path.npz' })).shape).toEqual([32, 32, 1]);
  });

  it('in two tables, that of test images is not opened for work that has nothing to do with it', async () => {
    const { training, test } = await readPlace(join(folder, 'pair'), {}, { trainingOnly: true });
    expect(told({ ...nothing, training }).training).toEqual(asTold(written.pair as Expected).training);
    expect(test).toBeUndefined();
  });
});
