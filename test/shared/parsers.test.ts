/** Whatever comes in, every parser reads it or refuses it in words: no crash and no hang, a thousand cases each, ten thousand where tests are long. */

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { decodePng } from '@shared/data/pictures/png';
import { parseImages, parseLabels, writeImages, writeLabels } from '@shared/data/sources/idx-file';
import { importParameters } from '@shared/exchange/foreign/import-parameters';
import { parameterFormats } from '@shared/exchange/networks/formats';
import { KasaneError } from '@shared/kasane-error';
import { engine } from '@shared/kernels/engines';
import { parseDraft, parseRunSpec, parseRunSpecText } from '@shared/spec/parse-run-spec';
import { presetSpec } from '@shared/spec/presets';
import { bookSearchSpec, bookSpace } from '@shared/studies/book-search';
import { parseSearch } from '@shared/studies/search-spec';
import { parseCheckpoint, serializeCheckpoint } from '@shared/training/checkpoint-file';
import { soloTeam } from '@shared/training/team';
import fc from 'fast-check';
import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import pickles from '../fixtures/pickles.json';
import { CASES, damagedBytes, damagedValue } from '../support/damage';
import { stripesDataset } from '../support/digits';
import { drawn } from '../support/trained';

const TWO_MINUTES = 120_000;
const dataset = stripesDataset();
const { shape } = dataset.training;
const spec = parseRunSpec({
  version: 2,
  name: 'Small',
  network: { input: [...shape], layers: [{ type: 'conv2d', filters: 2 }, { type: 'batch-norm' }, { type: 'affine', units: 10 }] },
});
const trained = { ...drawn(spec), name: spec.name, network: spec.network, scaling: spec.data.scaling, testAccuracy: 0.5 };
const pixels = Uint8Array.from({ length: 6 * 5 }, (_, index) => index * 8);
const text = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

/** Anything but words for the user is a defect. */
function readOrRefused(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(KasaneError);
    expect((error as Error).message.length).toBeLessThan(2000);
  }
}

const pickled = Object.values(pickles.good).map((each) => new Uint8Array(Buffer.from(each, 'base64')));
const foreign = (name: string) => new Uint8Array(readFileSync(resolve(import.meta.dirname, '../fixtures/foreign', name)));
/** Of formats that are only read. */
const samplesOf = (type: string) =>
  ({
    'torch-state': ['cnn.pth', 'old.pth', 'checkpoint.pt'].map(foreign),
    'keras-file': ['cnn.keras', 'cnn.h5', 'weights.h5'].map(foreign),
    tfjs: [foreign('tfjs/model.json')],
  })[type] ?? pickled;
const beside = Object.fromEntries([1, 2].map((shard) => [`group1-shard${shard}of2.bin`, foreign(`tfjs/group1-shard${shard}of2.bin`)]));
const files = parameterFormats.map((format) => ({
  name: format.label,
  samples: format.write ? [format.write(trained)] : samplesOf(format.type),
  read: (bytes: Uint8Array) => format.read(bytes, 'file', beside),
}));

describe.each([
  ...files,
  {
    name: 'images of IDX',
    samples: [writeImages({ count: 2, shape: [3, 5, 1], pixels })],
    read: (bytes: Uint8Array) => parseImages({ name: 'file', bytes }),
  },
  {
    name: 'labels of IDX',
    samples: [writeLabels(Uint8Array.of(1, 2, 3))],
    read: (bytes: Uint8Array) => parseLabels({ name: 'file', bytes }),
  },
  {
    name: 'PNG',
    samples: [encode({ width: 6, height: 5, data: pixels, channels: 1, depth: 8 })],
    read: (bytes: Uint8Array) => decodePng(bytes, 'file'),
  },
  {
    name: 'a checkpoint',
    samples: [
      serializeCheckpoint({
        ...{ iteration: 3, parameters: trained.tensors, states: [], best: null },
        validation: { validated: 0, best: null, epochsSinceBest: 0 },
      }),
    ],
    read: (bytes: Uint8Array) => parseCheckpoint(bytes, 'file'),
  },
  {
    name: 'a spec’s text',
    samples: [text(presetSpec('small-cnn'))],
    read: (bytes: Uint8Array) => parseRunSpecText(Buffer.from(bytes).toString(), 'file'),
  },
])('$name', ({ samples, read }) => {
  it(
    'of any bytes is read or refused',
    () => {
      for (const sample of samples) expect(() => read(sample)).not.toThrow();
      fc.assert(
        fc.property(damagedBytes(samples), (bytes) => readOrRefused(() => read(bytes))),
        { numRuns: CASES },
      );
    },
    TWO_MINUTES,
  );
});

describe.each([
  ['a spec', presetSpec('accurate-cnn'), parseRunSpec],
  ['a draft', presetSpec('deep-cnn'), parseDraft],
  ['a search', { version: 1, spec: bookSearchSpec(), space: bookSpace, method: { type: 'asha' }, trials: 10 }, parseSearch],
] as const)('%s', (_name, sample, parse) => {
  it(
    'with anything in its places is taken or refused',
    () => {
      expect(() => parse(sample)).not.toThrow();
      fc.assert(
        fc.property(damagedValue(sample), (value) => readOrRefused(() => parse(value))),
        { numRuns: CASES },
      );
    },
    TWO_MINUTES,
  );
});

it(
  'an import as a whole takes nothing that a network could not be made of',
  () => {
    const createTeam = soloTeam(engine.create);
    const samples = files.flatMap((file) => file.samples);
    fc.assert(
      fc.property(damagedBytes(samples), (bytes) =>
        readOrRefused(() => {
          const { tensors } = importParameters(bytes, 'file', { dataset, createTeam, designs: [spec] });
          expect(tensors.every(({ values }) => values.every(Number.isFinite))).toBe(true);
        }),
      ),
      { numRuns: CASES },
    );
  },
  TWO_MINUTES,
);
