import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '..', '..');
const cli = resolve(root, 'out', 'main', 'cli.js');
const peakMemory = resolve(import.meta.dirname, 'peak-memory.mjs');

const runs = mkdtempSync(join(tmpdir(), 'kasane-bench-runs-'));
process.on('exit', () => rmSync(runs, { recursive: true, force: true }));

/** Runs a command of the built CLI; gives its JSON, the seconds of the whole process and the most memory it held, in MB. */
export function kasane(...parameters) {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', peakMemory, cli, ...parameters, '--json'], {
    encoding: 'utf8',
    env: { ...process.env, KASANE_RUNS: runs },
  });
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`kasane ${parameters.join(' ')} ended with ${status}:\n${stderr}`);
  return { seconds, result: JSON.parse(lastLine(stdout)), megabytes: Number(lastLine(stderr)) / 1024 };
}

const lastLine = (text) => text.trim().split('\n').at(-1);
