/** `kasane export` and `kasane import`: what goes out in every format, comes back, and what is refused. */
import { closeSync, existsSync, ftruncateSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { exportFormats } from '@shared/exchange/networks/export-parameters';
import { serializeSafetensors } from '@shared/formats/safetensors';
import { presetSpec } from '@shared/spec/presets';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandLine } from '../../support/command-line';
import { writeSmallMnist } from '../../support/digits';
import { byLength, isLong } from '../../support/length';
import { zipBomb } from '../../support/zip-bomb';

const folder = mkdtempSync(join(tmpdir(), 'kasane-files-'));
const { kasane, json } = commandLine(join(folder, 'runs'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Fewer images, for each format is evaluated over and over. */
const [LIMIT, TESTED, ITERATIONS] = byLength([1500, 300, 20], [12_000, 10_000, 60]);
const data = byLength(['--data', writeSmallMnist(join(folder, 'data'), LIMIT, TESTED)], []);
const smallCnn = presetSpec('small-cnn');
const spec = join(folder, 'spec.json');
writeFileSync(spec, JSON.stringify({ ...smallCnn, data: { ...smallCnn.data, limit: LIMIT, validation: LIMIT / 10 } }));
const job = (iterations: number) => ['--spec', spec, '--iterations', String(iterations), ...data];

let trained: { run: string; testAccuracy: number };
beforeAll(async () => {
  trained = await json('train', ...job(ITERATIONS));
});

describe.each(exportFormats.map(({ type, extensions, rounds }) => [type, extensions[0] ?? '', rounds] as const))(
  '%s',
  (type, extension, rounds) => {
    it('is written by its name, and comes back as a run that answers alike', async () => {
      const file = join(folder, `net.${extension}`);
      const { accuracy: written, ...rest } = await json('export', '--params', trained.run, '--out', file, ...data);
      expect(rest).toEqual({ format: type, file, images: TESTED });
      if (rounds) expect(Math.abs(written - trained.testAccuracy)).toBeLessThan(0.02);
      else expect(written).toBe(trained.testAccuracy);
      expect((await json('evaluate', '--params', file, ...data)).accuracy).toBe(written);
      const { run, summary, accuracy, claimed } = await json('import', file, ...data);
      expect({ summary, accuracy }).toEqual({ summary: '28×28×1-16c-32c-128-10', accuracy: written });
      expect(claimed).toBe(type === 'params-json' ? null : accuracy);
      const [kept] = await json('runs', 'list');
      expect(kept).toMatchObject({ folder: run, state: 'stopped', from: 'imported', test: accuracy, iteration: 0 });
      // It is a run like any other, whatever file it came from.
      if (!isLong && type !== 'safetensors') return;
      const further = await json('train', '--params', join(folder, 'runs', run), ...job(5));
      expect(further.testAccuracy).toBeGreaterThan(accuracy - 0.1);
    });
  },
);

it('several networks go into one web page, and into no other file', async () => {
  const file = join(folder, 'both.html');
  const params = ['--params', trained.run, 'accurate-cnn'];
  const { accuracies } = await json('export', ...params, '--out', file, ...data);
  expect(accuracies).toEqual([trained.testAccuracy, expect.any(Number)]);
  const page = readFileSync(file, 'utf8');
  const content = JSON.parse(/id="networks">(.*?)<\/script>/.exec(page)?.[1] ?? '[]');
  expect(content.map(({ name }: { name: string }) => name)).toEqual([expect.any(String), 'Accurate CNN']);
  const { code, stderr } = await kasane('export', ...params, '--out', join(folder, 'both.npz'), ...data);
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/npz: holds one network; write a web page/) });
});

it('curves of a run go out as a table and as events', async () => {
  const csv = join(folder, 'curves.csv');
  await json('export', '--params', trained.run, '--out', csv);
  const [head, ...rows] = readFileSync(csv, 'utf8').trimEnd().split('\n');
  expect(head?.split(',').slice(0, 5)).toEqual(['iteration', 'seconds', 'training/loss', 'training/accuracy', 'learning rate']);
  expect(rows).toHaveLength(ITERATIONS);
  expect(Number(rows.at(-1)?.split(',')[head?.split(',').indexOf('test/accuracy') ?? -1])).toBe(trained.testAccuracy);
  const events = join(folder, 'events.out.tfevents.1');
  await json('export', '--params', trained.run, '--format', 'tensorboard', '--out', events);
  expect(readFileSync(events).includes('validation/accuracy')).toBe(true);
});

describe('import refuses', () => {
  const file = (name: string, content: string | Uint8Array) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const tensor = (name: string, shape: number[], values: number[]) => ({ name, shape, values: Float32Array.from(values) });
  const zeros = (count: number) => Array<number>(count).fill(0);
  const sparse = (name: string, bytes: number) => {
    const handle = openSync(join(folder, name), 'w');
    ftruncateSync(handle, bytes);
    closeSync(handle);
    return join(folder, name);
  };
  const header = (text: string) => {
    const bytes = Buffer.alloc(8 + text.length);
    bytes.writeBigUInt64LE(BigInt(text.length));
    bytes.write(text, 8);
    return bytes;
  };

  it.each<[string, () => string, RegExp]>([
    ['2 GB', () => sparse('huge.safetensors', 2 ** 31), /huge\.safetensors: 2147483648 bytes are too many; at most 536870912 are read/],
    [
      'megabytes of nothing',
      () => sparse('empty.json', byLength(2 ** 25, 2 ** 29)),
      /empty\.json: is no file of parameters that Kasane knows/,
    ],
    ['a zip bomb', () => file('bomb.npz', zipBomb('W1.npy', 600)), /bomb\.npz: W1\.npy: unpacks to more than 536870912 bytes/],
    [
      'a shape beyond all bounds',
      () => file('shape.safetensors', header('{"W1":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,8]}}')),
      /shape\.safetensors: W1 of shape \[4294967296,4294967296\] has 8 bytes, expected/,
    ],
    [
      'a negative shape',
      () => file('negative.safetensors', header('{"W1":{"dtype":"F32","shape":[-1],"data_offsets":[0,0]}}')),
      /negative\.safetensors: W1 has no dtype, shape and data_offsets as expected/,
    ],
    [
      'NaN',
      () =>
        file(
          'nan.safetensors',
          serializeSafetensors({
            tensors: [tensor('W1', [784, 10], [Number.NaN, ...zeros(7839)]), tensor('b1', [10], zeros(10))],
            metadata: {},
          }),
        ),
      /nan\.safetensors: W1\[0\]: NaN is no finite number; expected a float32/,
    ],
    [
      'a key that stands there twice',
      () => file('twice.json', '{"W1": [[1]], "b1": [1], "W1": [[2]]}'),
      /twice\.json: W1: stands there twice; leave one out/,
    ],
    [
      'a file cut short',
      () => file('cut.onnx', readFileSync(join(folder, 'net.onnx')).subarray(0, 9000)),
      /cut\.onnx: is no ONNX model, damaged, or cut short/,
    ],
    [
      'a network of a newer Kasane',
      () => file('newer.network.json', '{"format":"kasane-network","version":9,"spec":{},"parameters":{}}'),
      /newer\.network\.json: version 9 was written by a newer Kasane/,
    ],
    [
      'a damaged web page',
      () => file('cut.html', readFileSync(join(folder, 'net.html'), 'utf8').replace(/"values":"[^"]{9}/, '"values":"')),
      /cut\.html: is a web page of Kasane that is damaged; export the network again/,
    ],
    [
      'a page that is none of Kasane',
      () => file('other.html', '<!doctype html><title>404</title>'),
      /other\.html: is a web page; the download failed, fetch the file itself/,
    ],
    [
      'tensors of no known design',
      () =>
        file(
          'other.safetensors',
          serializeSafetensors({ tensors: [tensor('W1', [2, 1, 3, 3], zeros(18)), tensor('b1', [2], zeros(2))], metadata: {} }),
        ),
      /other\.safetensors: holds W1 \[2, 1, 3, 3\], b1 \[2\], and no network of dense layers and convolutions with these shapes leads from 28×28×1 to 10 classes; say which network it is: kasane import FILE --spec SPEC/,
    ],
  ])('%s', async (_what, make, message) => {
    const before = readdirSync(join(folder, 'runs'));
    const { code, stdout, stderr } = await kasane('import', make(), ...data);
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(readdirSync(join(folder, 'runs'))).toEqual(before);
  });
});

/** The book's own, where it lies beside the project; it is nobody's here to give away. */
const bookWeights = resolve(import.meta.dirname, '../../../../shared/fixtures/sample_weight.pkl');

it.skipIf(!existsSync(bookWeights))('the book’s sample_weight.pkl reads 9,352 test images right, as in the book', async () => {
  const { format, summary, accuracy, recognised } = await json('import', bookWeights, '--dry');
  expect({ format, summary, accuracy, chosen: recognised.chosen }).toEqual({
    ...{ format: 'The book’s .pkl', summary: '784-50-100-10', accuracy: 0.9352, chosen: 'Sigmoid' },
  });
});
