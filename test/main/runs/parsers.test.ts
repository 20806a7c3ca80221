/** Whatever stands in a run's folder or in a bundle, it is read or refused in words; a thousand cases each, ten thousand where tests are long. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { curveFormats } from '@shared/exchange/curves';
import { KasaneError } from '@shared/kasane-error';
import { presetSpec } from '@shared/spec/presets';
import { bookSearchSpec, bookSpace } from '@shared/studies/book-search';
import { parseSearch } from '@shared/studies/search-spec';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { afterAll, expect, it } from 'vitest';
import { importBundle } from '../../../src/main/runs/bundle';
import { listRuns } from '../../../src/main/runs/list-runs';
import { metricBlocks, readMetrics } from '../../../src/main/runs/metrics-file';
import { readCurves } from '../../../src/main/runs/open-run';
import { readOutcome } from '../../../src/main/runs/outcome';
import { RECORD_VERSION, readRecord } from '../../../src/main/runs/record';
import { curvePoints } from '../../../src/main/runs/run-curves';
import { readJobs, readSearch } from '../../../src/main/studies/search/search-folder';
import { CASES, damagedBytes, damagedValue } from '../../support/damage';

const folder = mkdtempSync(join(tmpdir(), 'kasane-parsers-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const now = '2026-11-24T10:00:00.000Z';
const record = {
  ...{ version: RECORD_VERSION, app: '0.1.0', created: now, updated: now, process: 1, boot: '', iterations: 100, from: 'initial' },
  status: { phase: 'finished', reason: 'completed' },
  dataset: { folder: '/data', checksums: { trainingImages: 'a' } },
  spec: presetSpec('two-layer'),
  changes: [],
  machine: { processor: 'a processor', engine: 'narrow' },
  label: { name: '', colour: 'blue', notes: '', tags: [] },
  outcome: { iteration: 100, seconds: 1, parameters: 39_760, training: 0.5, validation: null, test: 0.5 },
};
const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

async function readOrRefused(read: () => Promise<unknown>): Promise<void> {
  try {
    await read();
  } catch (error) {
    expect(error).toBeInstanceOf(KasaneError);
  }
}

it('a record of a run', async () => {
  const run = join(folder, 'run');
  mkdirSync(run);
  const damaged = fc.oneof(
    damagedBytes([bytesOf(record)]),
    damagedValue(record).map(bytesOf),
    damagedValue({ ...record, version: 1 }).map(bytesOf),
  );
  writeFileSync(join(run, 'run.json'), bytesOf(record));
  await expect(readRecord(run)).resolves.toMatchObject({ version: RECORD_VERSION });
  await fc.assert(
    fc.asyncProperty(damaged, async (bytes) => {
      writeFileSync(join(run, 'run.json'), bytes);
      await readOrRefused(() => readRecord(run));
      const [listed] = await listRuns(folder);
      expect(listed?.folder).toBe('run');
      expect(Number.isNaN(Date.parse(listed?.created || now))).toBe(false);
    }),
    { numRuns: CASES },
  );
  rmSync(run, { recursive: true });
});

it('its metrics, of which what can be read is read', async () => {
  const run = mkdtempSync(join(folder, '.metrics-'));
  const lines = [
    ...[1, 2, 3].map((iteration) => ({ iteration, loss: 1, accuracy: 0.5, learningRate: 0.1, seconds: 1 })),
    ...(['validation', 'test'] as const).map((evaluated) => ({ iteration: 3, evaluated, loss: 1, accuracy: 0.5 })),
  ];
  const textOf = (content: readonly unknown[]) => Buffer.from(content.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const damaged = fc.oneof(
    damagedBytes([textOf(lines)]),
    damagedValue(lines).map((content) => textOf(Array.isArray(content) ? content : [content])),
  );
  writeFileSync(join(run, 'metrics.jsonl'), textOf(lines));
  expect(await readMetrics(run)).toEqual(lines);
  await fc.assert(
    fc.asyncProperty(damaged, async (bytes) => {
      writeFileSync(join(run, 'metrics.jsonl'), bytes);
      const found = await readMetrics(run);
      expect(found.length).toBeLessThanOrEqual(lines.length + 1);
      for await (const points of curvePoints(metricBlocks(run))) for (const format of curveFormats) format.write(points, new Date(now));
      await readOutcome(run, presetSpec('two-layer'));
      const { metrics, validations } = await readCurves(run);
      expect(metrics.losses.length + validations.length).toBeLessThanOrEqual(found.length);
    }),
    { numRuns: CASES },
  );
});

it('the jobs of a search that are done', async () => {
  const place = mkdtempSync(join(folder, '.jobs-'));
  const point = { epoch: 1, iteration: 5, trainingLoss: 1, trainingAccuracy: 0.5, validationLoss: 1, validationAccuracy: 0.5 };
  const values = { 'optimizer.learningRate': 0.1 };
  const job = { number: 0, trial: 0, values, fromEpoch: 0, toEpoch: 1, curve: [point], accuracy: 0.5, failure: null, seconds: 1 };
  const damaged = fc.oneof(damagedBytes([bytesOf(job)]), damagedValue(job).map(bytesOf));
  writeFileSync(join(place, 'jobs.jsonl'), `${JSON.stringify(job)}\n`);
  expect(await readJobs(place)).toEqual([job]);
  await fc.assert(
    fc.asyncProperty(damaged, async (bytes) => {
      writeFileSync(join(place, 'jobs.jsonl'), `${Buffer.from(bytes)}\n`);
      for (const { curve, number } of await readJobs(place)) {
        expect(number).toBeGreaterThanOrEqual(0);
        for (const each of curve) expect(each.epoch).toBeGreaterThanOrEqual(0);
      }
    }),
    { numRuns: CASES },
  );
});

it('a search', async () => {
  const place = mkdtempSync(join(folder, '.search-'));
  const search = parseSearch({ version: 1, spec: bookSearchSpec(), space: bookSpace });
  const sound = {
    version: 1,
    app: '0',
    created: now,
    updated: now,
    status: 'paused',
    process: 1,
    dataset: { folder: '/d', checksums: {} },
    search,
  };
  writeFileSync(join(place, 'search.json'), bytesOf(sound));
  await expect(readSearch(place)).resolves.toMatchObject({ status: 'paused' });
  await fc.assert(
    fc.asyncProperty(fc.oneof(damagedBytes([bytesOf(sound)]), damagedValue(sound).map(bytesOf)), async (bytes) => {
      writeFileSync(join(place, 'search.json'), bytes);
      await readOrRefused(() => readSearch(place));
    }),
    { numRuns: CASES },
  );
});

it('a bundle, of which nothing is left where it is refused', async () => {
  const runs = mkdtempSync(join(folder, '.runs-'));
  const path = join(folder, 'bundle.zip');
  /** With the checksums that belong to it. */
  const bundleOf = (content: unknown, level: 0 | 6 = 0) => {
    const files = { 'run.json': bytesOf(content), 'metrics.jsonl': new Uint8Array(50) };
    const sums = Object.entries(files).map(([name, bytes]) => [name, createHash('sha256').update(bytes).digest('hex')]);
    const manifest = { format: 'kasane-bundle', version: 1, app: '0', files: Object.fromEntries(sums) };
    return zipSync({ 'bundle.json': bytesOf(manifest), ...files }, { level });
  };
  writeFileSync(path, bundleOf(record));
  expect(await importBundle(path, runs, '/data')).toBe('bundle');
  expect(await readRecord(join(runs, 'bundle'))).toMatchObject({ spec: record.spec });
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        damagedBytes([bundleOf(record), bundleOf(record, 6)]),
        damagedValue(record).map((value) => bundleOf(value)),
      ),
      async (bytes) => {
        writeFileSync(path, bytes);
        await readOrRefused(() => importBundle(path, runs, '/data'));
        for (const name of readdirSync(runs)) {
          expect(name.startsWith('.unfinished-')).toBe(false);
          rmSync(join(runs, name), { recursive: true });
        }
      },
    ),
    { numRuns: CASES },
  );
});
