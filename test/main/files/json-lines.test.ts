import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { appendLines, cutBehind, lineBlocks, readLines } from '../../../src/main/files/json-lines';

const folder = mkdtempSync(join(tmpdir(), 'kasane-lines-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const path = join(folder, 'lines.jsonl');

interface Line {
  readonly n: number;
  readonly text?: string;
}
const kind = { is: (content: unknown): content is Line => typeof (content as Line | null)?.n === 'number', longest: 2 ** 20 };
const write = (...lines: readonly (Line | string)[]) =>
  writeFileSync(path, lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''));
const numbers = async () => (await readLines(path, kind)).map(({ n }) => n);
const lines = (count: number) => Array.from({ length: count }, (_, n): Line => ({ n, text: '重ね' }));

describe('lines of JSON', () => {
  it('come block by block, with characters and lines that lie across two of them', async () => {
    write(...lines(100_000));
    const blocks: number[] = [];
    let next = 0;
    for await (const block of lineBlocks(path, kind)) {
      blocks.push(block.length);
      for (const line of block) expect(line).toEqual({ n: next++, text: '重ね' });
    }
    expect(next).toBe(100_000);
    expect(blocks.length).toBeGreaterThan(2);
  });

  it('are none where no file is, and a torn last one counts for nothing', async () => {
    expect(await readLines(join(folder, 'none'), kind)).toEqual([]);
    write({ n: 1 });
    appendFileSync(path, '{"n":2');
    expect(await numbers()).toEqual([1]);
  });

  it('that are damaged cost themselves alone, also one that is longer than any', async () => {
    write({ n: 1 }, '{"n":"x"}', 'x'.repeat(5_000_000), '', { n: 2 });
    expect(await numbers()).toEqual([1, 2]);
  });

  it('whose numbers a disk has changed are left out, and told of; those of versions before stay as they are', async () => {
    rmSync(path, { force: true });
    await appendLines(path, lines(5), true);
    expect(await numbers()).toEqual([0, 1, 2, 3, 4]);
    const whole = readFileSync(path, 'utf8');
    expect(whole.split('\n')[2]).toMatch(/^\{"n":2,"text":"重ね","crc":"[0-9a-f]{8}"\}$/);
    // Still JSON, and still a number: only the checksum tells.
    writeFileSync(path, whole.replace('{"n":2', '{"n":6'));
    let damaged = 0;
    const left: number[] = [];
    for await (const block of lineBlocks(path, kind, (count) => {
      damaged += count;
    }))
      left.push(...block.map(({ n }) => n));
    expect([left, damaged]).toEqual([[0, 1, 3, 4], 1]);
    write({ n: 7, text: 'before' }, '{"n":8,"crc":"none"}');
    expect(await numbers()).toEqual([7, 8]);
  });

  it.each([
    ['line ends', '\n'.repeat(20_000)],
    ['empty objects', '{}\n'.repeat(20_000)],
    ['no JSON', '{x\n'.repeat(20_000)],
  ])('that are %s by the thousand are refused', async (_, text) => {
    writeFileSync(path, text);
    const refusal = /^lines\.jsonl: more than 10000 of its lines cannot be read; the file is damaged$/;
    await expect(readLines(path, kind)).rejects.toThrow(refusal);
    await expect(
      cutBehind(
        path,
        kind,
        () => false,
        () => false,
      ),
    ).rejects.toThrow(refusal);
  });
});

describe('the lines behind one', () => {
  const cut = (isLast: (line: Line) => boolean, keeps = (_: Line) => false) => cutBehind(path, kind, isLast, keeps);

  it('are found from the end, with where the file is cut', async () => {
    write(...lines(60_000));
    appendFileSync(path, '{"n":torn');
    const found = await cut(
      ({ n }) => n <= 12_345,
      ({ n }) => n % 20_000 === 0,
    );
    expect(found.last).toMatchObject({ n: 12_345 });
    expect(found.after.map(({ n }) => n)).toEqual([20_000, 40_000]);
    write(...lines(12_346));
    expect((await cut(() => true)).size).toBe(found.end);
  });

  it('are all where there is no such line', async () => {
    write(...lines(30_000));
    const found = await cut(
      () => false,
      ({ n }) => n === 7,
    );
    expect(found).toMatchObject({ end: 0, last: null, after: [{ n: 7 }] });
    expect(
      await cutBehind(
        join(folder, 'none'),
        kind,
        () => true,
        () => true,
      ),
    ).toMatchObject({ end: 0, size: 0, last: null });
  });

  it('may be longer than a block, or torn from the beginning', async () => {
    write({ n: 1 }, `{"n":2,"text":"${'x'.repeat(3_000_000)}"}`, { n: 3 });
    expect((await cut(({ n }) => n === 1)).last).toEqual({ n: 1 });
    writeFileSync(path, 'x'.repeat(3_000_000));
    expect(await cut(() => true)).toMatchObject({ end: 0, last: null });
  });
});
