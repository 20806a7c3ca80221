/** The command line as built, in processes of its own, on the real MNIST. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { encode } from 'fast-png';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { usualThreads } from '../../../src/main/threads/team';
import { commandLine } from '../../support/command-line';
import { realMnist, writeSmallMnist } from '../../support/digits';
import { byLength } from '../../support/length';

const folder = mkdtempSync(join(tmpdir(), 'kasane-cli-'));
const params = join(folder, 'params.json');
const { kasane, json } = commandLine(join(folder, 'runs'));
/** For what claims nothing of all images. */
const few = ['--data', writeSmallMnist(join(folder, 'few'), 2000, 300)];
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(async () => {
  await json('train', '--iterations', '1500', '--out', params);
});

describe('train', () => {
  it('tells what it did in one JSON object', async () => {
    const settings = ['--limit', '1000', '--iterations', '30', '--batch-size', '10', '--learning-rate', '0.2', '--seed', '3'];
    const result = await json('train', ...settings, ...few);
    expect(Object.keys(result)).toEqual([
      'iterations',
      'seconds',
      'imagesPerSecond',
      'trainAccuracy',
      'testAccuracy',
      'threads',
      'run',
      'hints',
    ]);
    expect(result).toMatchObject({ iterations: 30, threads: usualThreads() });
  });

  it('counts epochs by the images it trains on', async () => {
    expect(await json('train', '--limit', '1000', '--epochs', '2', ...few)).toMatchObject({ iterations: 20 });
  });

  it('writes no progress bar into a pipe', async () => {
    const { stdout, stderr } = await kasane('train', '--limit', '1000', '--iterations', '20', ...few);
    expect(stderr).toBe('');
    expect(stdout).toMatch(
      /^20 iterations in [\d.]+ s, [\d,]+ images\/s\ntraining accuracy .*\ntest accuracy .*\nkept as “.* Two-layer( \d+)?”\n$/,
    );
  });

  it('trains an existing file further', async () => {
    const before = await json('evaluate', '--params', params, ...few);
    const after = await json('train', '--params', params, '--iterations', '10', '--learning-rate', '0.001', ...few);
    expect(Math.abs(after.testAccuracy - before.accuracy)).toBeLessThan(0.005);
  });

  it('gives the same file for the same seed', async () => {
    const again = join(folder, 'again.json');
    await json('train', '--iterations', '1500', '--out', again);
    expect(readFileSync(again, 'utf8')).toBe(readFileSync(params, 'utf8'));
  });

  it('takes a spec file', async () => {
    const spec = join(folder, 'spec.json');
    const layers = [{ type: 'affine', units: 10 }];
    writeFileSync(spec, JSON.stringify({ version: 1, name: 'One layer', data: { limit: 500, validation: 100 }, network: { layers } }));
    expect(await json('train', '--spec', spec, '--epochs', '1', ...few)).toMatchObject({ iterations: 4 });
  });
});

describe('evaluate', () => {
  it('gives images, right ones, accuracy and a confusion matrix of true rows', async () => {
    const { images, correct, accuracy, confusion } = await json('evaluate', '--params', params);
    expect(images).toBe(10_000);
    expect(accuracy).toBe(correct / images);
    expect(accuracy).toBeGreaterThan(0.9);
    const { labels } = realMnist().test;
    confusion.forEach((row: number[], digit: number) => {
      expect(row.reduce((sum, count) => sum + count, 0)).toBe(labels.filter((label) => label === digit).length);
    });
    expect(confusion.reduce((sum: number, row: number[], digit: number) => sum + (row[digit] ?? 0), 0)).toBe(correct);
  });

  it('of several is that of an ensemble, whose members are told beside it', async () => {
    const data = byLength(few, []);
    const several = ['evaluate', '--params', params, '--params', 'accurate-cnn', ...data];
    const { by, accuracy, members } = await json(...several);
    expect({ by, names: members.map((member: { params: string }) => member.params) }).toEqual({
      by: 'mean',
      names: [params, 'accurate-cnn'],
    });
    const [weak, strong] = members.map((member: { accuracy: number }) => member.accuracy);
    expect(strong).toBe((await json('evaluate', '--params', 'accurate-cnn', ...data)).accuracy);
    expect(accuracy).toBeGreaterThan(weak);
    // Of two, a vote is decided where they agree, and by the mean probability where they do not.
    const vote = await json(...several, '--by', 'vote');
    expect(vote.by).toBe('vote');
    expect(vote.correct).toBe(vote.confusion.reduce((sum: number, row: number[], digit: number) => sum + (row[digit] ?? 0), 0));
  });

  it('says which activation it found, and takes one it is told', async () => {
    expect((await kasane('evaluate', '--params', params)).stderr).toMatch(
      /^params\.json: 784-50-10; ReLU, for it reads .* of 10,000 validation images right/,
    );
    const told = await kasane('evaluate', '--params', params, '--activation', 'sigmoid', '--json');
    expect(told.stderr).toBe('');
    expect(JSON.parse(told.stdout).accuracy).toBeLessThan(0.9);
  });
});

describe('predict', () => {
  it('without files answers for the first test images in the first app’s form', async () => {
    const { stdout } = await kasane('predict', '--params', params, '--count', '4', ...few);
    expect(stdout).toMatch(/^(\d == \d: [ox]\n){4}$/);
    expect(stdout.startsWith('7 == 7: o\n')).toBe(true);
    expect(await json('predict', '--params', params, '--count', '1', ...few)).toEqual([
      {
        ...{ source: 'test 0', predicted: 7, probabilities: expect.arrayContaining([expect.any(Number)]), true: 7 },
        ...{ unlike: expect.any(Boolean), unlikeness: expect.any(Number) },
      },
    ]);
  });

  it('answers for several digits in their order, and one bad picture costs its own line', async () => {
    const path = join(folder, 'several.png');
    const wide = 3 * 90 + 20;
    const data = new Uint8Array(wide * 120).fill(200);
    // Test images 0, 1 and 2: a 7, a 2 and a 1.
    for (const place of [0, 1, 2]) {
      realMnist()
        .test.image(place)
        .forEach((ink, pixel) => {
          const [left, top] = [20 + 90 * place + 2 * (pixel % 28), 30 + 2 * Math.floor(pixel / 28)];
          for (const at of [0, 1, wide, wide + 1]) data[top * wide + left + at] = 200 - Math.round(0.7 * ink);
        });
    }
    writeFileSync(path, encode({ width: wide, height: 120, data, channels: 1, depth: 8 }));
    const bad = join(folder, 'bad.png');
    writeFileSync(bad, 'no picture at all');
    const { code, stdout, stderr } = await kasane('predict', '--params', 'accurate-cnn', bad, path, ...few);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'kasane: bad.png: is no picture that Kasane reads; open PNG, JPEG, WebP, BMP, GIF\n',
    });
    expect(stdout).toMatch(/^\S+several\.png: 7 \(\d+\.\d\d %.*\), 2 \(.*\), 1 \(.*\)\n$/);
    const told = await kasane('predict', '--params', 'accurate-cnn', bad, path, '--json', ...few);
    expect(JSON.parse(told.stdout)).toEqual([
      { source: bad, error: expect.stringContaining('is no picture that Kasane reads') },
      {
        source: path,
        digits: [7, 2, 1].map((predicted) =>
          expect.objectContaining({ predicted, box: expect.objectContaining({ top: expect.any(Number), left: expect.any(Number) }) }),
        ),
      },
    ]);
    const [single] = await json('predict', '--single', '--params', 'accurate-cnn', path, ...few);
    expect(single.digits).toBeUndefined();
    expect(single.probabilities).toHaveLength(10);
  });

  // The first test image, a 7, enlarged and moved, on three kinds of paper.
  const side = 280;
  const ink = (x: number, y: number) => {
    const [sourceX, sourceY] = [Math.floor((x - 60) / 6), Math.floor((y - 90) / 6)];
    const inside = sourceX >= 0 && sourceY >= 0 && sourceX < 28 && sourceY < 28;
    return inside ? (realMnist().test.pixels[sourceY * 28 + sourceX] ?? 0) : 0;
  };
  it.each<[string, 1 | 4, (ink: number) => number[]]>([
    ['dark on light', 4, (value) => [255 - value, 255 - value, 255 - value, 255]],
    ['light on dark', 4, (value) => [value, value, value, 255]],
    ['ink on see-through', 4, (value) => [0, 0, 0, value]],
    ['grey alone', 1, (value) => [255 - value]],
  ])('reads a PNG of %s', async (what, channels, colour) => {
    const path = join(folder, `${what}.png`);
    const data = Uint8Array.from(
      Array.from({ length: side * side }, (_, index) => colour(ink(index % side, Math.floor(index / side)))).flat(),
    );
    writeFileSync(path, encode({ width: side, height: side, data, channels, depth: 8 }));
    const [answer] = await json('predict', '--params', params, path, ...few);
    expect(answer).toMatchObject({ source: path, predicted: 7 });
    expect(answer.probabilities).toHaveLength(10);
    expect(answer.probabilities.reduce((sum: number, share: number) => sum + share, 0)).toBeCloseTo(1, 5);
    expect(answer.true).toBeUndefined();
  });
});

describe('bad usage and bad input end with code 2 and one line', () => {
  const file = (name: string, content: string | Uint8Array) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const hugeSpec = JSON.stringify({
    version: 1,
    name: 'Huge',
    data: { validation: 100 },
    network: { layers: [...Array(12).fill({ type: 'affine', units: 8192 }), { type: 'affine', units: 10 }] },
  });
  const wideParams = JSON.stringify({
    W1: Array(784).fill(Array(9000).fill(0)),
    b1: Array(9000).fill(0),
    W2: Array(9000).fill(Array(10).fill(0)),
    b2: Array(10).fill(0),
  });
  const blank = encode({ width: 8, height: 8, data: new Uint8Array(64).fill(255), channels: 1, depth: 8 });

  it.each<[string, () => string[], RegExp]>([
    ['no command', () => [], /^kasane: name a command/],
    ['an unknown command', () => ['trian'], /unknown command 'trian'/],
    ['an unknown option', () => ['train', '--lerning-rate', '1'], /unknown option '--lerning-rate'/],
    ['a missing option', () => ['evaluate'], /required option '--params <place>' not specified/],
    ['no number', () => ['train', '--iterations', 'many'], /'--iterations <n>' argument 'many' is invalid\. Give a number\./],
    ['a fraction', () => ['train', '--seed', '1.5'], /Give a whole number of at least 0\./],
    ['a negative learning rate', () => ['train', '--learning-rate', '-3'], /optimizer\.learningRate: -3 is too small; use at least 1e-8/],
    ['no iterations', () => ['train', '--iterations', '0'], /training\.duration\.count: 0 is too small; use at least 1/],
    ['an unknown preset', () => ['train', '--preset', 'huge'], /there is no preset "huge"; use two-layer/],
    [
      'preset and spec at once',
      () => ['train', '--preset', 'two-layer', '--spec', 'x'],
      /'--preset <name>' cannot be used with option '--spec <file>'/,
    ],
    ['iterations and epochs at once', () => ['train', '--iterations', '1', '--epochs', '1'], /cannot be used with option/],
    [
      'a folder without data',
      () => ['train', '--data', mkdtempSync(join(folder, 'none-'))],
      /is an empty folder; expected IDX files, CSV, /,
    ],
    ['a missing file', () => ['evaluate', '--params', join(folder, 'none')], /cannot be read; there is no such file or folder/],
    ['a file that is no JSON', () => ['evaluate', '--params', file('bad.json', '{"W1":')], /^kasane: bad\.json: not JSON/],
    ['parameters that lack a key', () => ['train', '--params', file('lack.json', '{}')], /^kasane: lack\.json: W1: is missing/],
    [
      'more memory than there is',
      () => ['train', '--spec', file('huge.json', hugeSpec), '--limit', '1000'],
      /GiB are needed and 4\.0 GiB are the limit; use fewer units/,
    ],
    [
      'parameters of too many units',
      () => ['evaluate', '--params', file('wide.json', wideParams), '--activation', 'relu'],
      /network\.layers\[0\]\.units: 9000 is too large; use at most 8192/,
    ],
    [
      'a spec of several lines that is no JSON',
      () => ['train', '--spec', file('lines.json', '{\n"version": 1,\n\n}')],
      /^kasane: lines\.json: not JSON/,
    ],
    [
      'a place that cannot be written',
      () => ['train', '--limit', '100', '--iterations', '1', '--out', join(folder, 'no', 'p.json')],
      /cannot be written; there is no such file or folder/,
    ],
    [
      'a file that is no PNG',
      () => ['predict', '--params', params, file('text.png', 'no picture at all, only text')],
      /^kasane: text\.png: is no picture that Kasane reads; open PNG, JPEG/,
    ],
    ['a PNG cut short', () => ['predict', '--params', params, file('cut.png', blank.slice(0, 45))], /^kasane: cut\.png: is damaged/],
    ['a blank PNG', () => ['predict', '--params', params, file('blank.png', blank)], /^kasane: blank\.png: holds no ink/],
  ])('%s', async (_what, parameters, message) => {
    const given = parameters();
    const takesData = ['train', 'evaluate', 'predict'].includes(given[0] ?? '') && !given.includes('--data');
    const { code, stdout, stderr } = await kasane(...given, ...(takesData ? few : []));
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});

describe.skipIf(process.platform !== 'linux')('what the system does not give is told of in one line', () => {
  const limited = (limit: string) => {
    const [cli, runs] = [resolve(import.meta.dirname, '../../../out/main/cli.js'), join(folder, 'limited')];
    const train = `exec "${process.execPath}" "${cli}" train --iterations 5 --runs "${runs}" --data "${few[1]}"`;
    const { stdout, stderr, status } = spawnSync('/bin/sh', ['-c', `${limit} && ${train}`], { encoding: 'utf8' });
    return { stdout, stderr, status };
  };

  it('files', () => {
    expect(limited('ulimit -n 24')).toEqual({
      ...{ stdout: '', status: 1 },
      stderr: 'kasane: too many files are open; allow more of them (ulimit -n)\n',
    });
  });

  it('memory', () => {
    const { stderr, status } = limited('ulimit -v 2000000');
    expect(stderr).toMatch(/^kasane: 0\.\d+ GiB are needed, which this process is not given; allow it more memory.*\n$/);
    expect(status).toBe(2);
  });
});
