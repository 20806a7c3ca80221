/** Every experiment from the command line, with the book's constants and its usual seed: what it claims holds. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { experiments } from '@shared/lab/experiments';
import { afterAll, expect, it } from 'vitest';
import { commandLine } from '../../support/command-line';

const folder = mkdtempSync(join(tmpdir(), 'kasane-lab-'));
const { kasane } = commandLine(folder);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const TEN_MINUTES = 600_000;
/** What has no claim of its own: the ranking's is about a run. */
const given: Readonly<Record<string, readonly string[]>> = {
  ranking: ['--set', 'best={"name":"Mine","correct":9960,"images":10000}'],
};

it.each(experiments.map(({ name }) => name))(
  'lab %s',
  async (name) => {
    const { code, stdout, stderr } = await kasane('lab', name, ...(given[name] ?? []), '--json');
    const { claim, figure } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
    expect({ code, claim: claim?.text, holds: claim?.holds, stderr: code === 0 ? '' : stderr }).toMatchObject({ code: 0, holds: true });
    expect(figure.kind).toBeTruthy();
  },
  TEN_MINUTES,
);
