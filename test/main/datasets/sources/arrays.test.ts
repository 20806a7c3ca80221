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

  it('in two tables, that of test images is not opened for work that has nothing to do with it', async () => {
    const { training, test } = await readPlace(join(folder, 'pair'), {}, { trainingOnly: true });
    expect(told({ ...nothing, training }).training).toEqual(asTold(written.pair as Expected).training);
    expect(test).toBeUndefined();
  });
});
