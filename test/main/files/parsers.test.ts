/** Whatever stands in the files that the studio keeps beside runs, it is read, refused in words or taken for none; a thousand cases each, ten thousand where tests are long. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DIGIT_CLASSES } from '@shared/data/digits/digit-classes';
import { ImageSet } from '@shared/data/image-set';
import { writeImages, writeLabels } from '@shared/data/sources/idx-file';
import { KasaneError } from '@shared/kasane-error';
import { resultsAtOnce } from '@shared/lab/experiment';
import { findExperiment, parseControls } from '@shared/lab/find-experiment';
import { presetSpec } from '@shared/spec/presets';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { createDoubtfulLabels } from '../../../src/main/app/handlers/doubtful';
import { readDrawings, writeDrawings } from '../../../src/main/datasets/drawings/drawings-file';
import { readKeptDesign, writeKeptDesign } from '../../../src/main/files/kept-design';
import { readLabFile, writeLabFile } from '../../../src/main/studies/lab/results-file';
import { CASES, damagedBytes, damagedValue } from '../../support/damage';

const folder = mkdtempSync(join(tmpdir(), 'kasane-kept-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A folder of its own, and damaged forms of a file in it that was just written there sound. */
async function damaged(name: string, write: (place: string) => Promise<void>) {
  const place = join(folder, name.replace('.', '-'));
  mkdirSync(place);
  await write(place);
  const path = join(place, name);
  const sound = readFileSync(path);
  const values = damagedValue(JSON.parse(sound.toString())).map((value) => Buffer.from(JSON.stringify(value) ?? ''));
  return { place, path, files: fc.oneof(damagedBytes([sound]), values) };
}

it('the design of the last session', async () => {
  const spec = presetSpec('two-layer');
  const { path, files } = await damaged('design.json', (place) =>
    writeKeptDesign(join(place, 'design.json'), { file: '/mine.kasane.json', saved: presetSpec('four-hidden'), spec }),
  );
  expect(await readKeptDesign(path)).toMatchObject({ spec, trouble: null });
  await fc.assert(
    fc.asyncProperty(files, async (bytes) => {
      writeFileSync(path, bytes);
      const { spec: found, trouble } = await readKeptDesign(path);
      expect(found === null).toBe(trouble !== null);
      if (trouble) expect(readFileSync(`${path}.damaged`).equals(bytes)).toBe(true);
    }),
    { numRuns: CASES },
  );
});

it('labels that are doubted', async () => {
  const { path, files } = await damaged('doubtful.json', async (place) => {
    await createDoubtfulLabels(join(place, 'doubtful.json')).mark('a', 3, true);
  });
  expect(await createDoubtfulLabels(path).of('a')).toEqual([3]);
  await fc.assert(
    fc.asyncProperty(files, async (bytes) => {
      writeFileSync(path, bytes);
      for (const position of await createDoubtfulLabels(path).of('a')) expect(position).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: CASES },
  );
});

it('results of the Lab, from which a figure can be drawn or which are none', async () => {
  const race = findExperiment('optimizer-race');
  const controls = parseControls(race, { steps: 5 });
  const results = resultsAtOnce(race, controls);
  const { place, path, files } = await damaged('optimizer-race.json', async (into) => {
    await writeLabFile(into, { experiment: race.name, controls, results });
    for (const name of readdirSync(into)) renameSync(join(into, name), join(into, 'optimizer-race.json'));
  });
  expect(await readLabFile(place, race)).toMatchObject({ controls, results });
  await fc.assert(
    fc.asyncProperty(files, async (bytes) => {
      writeFileSync(path, bytes);
      const found = await readLabFile(place, race);
      if (found) race.figure(found.controls, found.results);
    }),
    { numRuns: CASES },
  );
});

it('drawings, and a change of them that was being written', async () => {
  const place = join(folder, 'drawings');
  const pixels = Uint8Array.from({ length: 18 }, (_, index) => index);
  const drawings = new ImageSet([3, 3, 1], DIGIT_CLASSES, pixels, Uint8Array.of(7, 1));
  await writeDrawings(place, drawings);
  const [labels, images] = [new Uint8Array(writeLabels(drawings.labels)), new Uint8Array(writeImages(drawings))];
  const pending = Uint8Array.of(0, 0, 0, labels.length, ...labels, ...images);
  const files = {
    'my-digits-pending': pending,
    'my-digits-labels-idx1-ubyte': labels,
    'my-digits-images-idx3-ubyte': images,
  };
  for (const [name, sound] of Object.entries(files)) {
    await fc.assert(
      fc.asyncProperty(damagedBytes([sound]), async (bytes) => {
        writeFileSync(join(place, name), bytes);
        const found = await readDrawings(place).catch((error) => {
          expect(error).toBeInstanceOf(KasaneError);
          return null;
        });
        if (found) expect(found.images.labels.length).toBe(found.images.count);
      }),
      { numRuns: CASES },
    );
    rmSync(join(place, name));
    await writeDrawings(place, drawings);
  }
});
