import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '..', '..');
const peakMemory = resolve(import.meta.dirname, 'peak-memory.mjs');

const runs = mkdtempSync(join(tmpdir(), 'kasane-bench-runs-'));
process.on('exit', () => rmSync(runs, { recursive: true, force: true }));

/** Runs a command of a checkout's built CLI; gives its JSON, the seconds of the whole process and the most memory it held, in MB. */
function run(checkout, parameters) {
  const cli = resolve(checkout, 'out', 'main', 'cli.js');
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', peakMemory, cli, ...parameters, '--json'], {
    encoding: 'utf8',
    env: { ...process.env, KASANE_RUNS: runs },
  });
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`kasane ${parameters.join(' ')} ended with ${status}:\n${stderr}`);
  return { seconds, result: JSON.parse(lastLine(stdout)), megabytes: Number(lastLine(stderr)) / 1024 };
}

export const kasane = (...parameters) => run(root, parameters);

/** The same of another checkout, built, which KASANE_OTHER names: what a change did to speed is told by one run alone. */
export const otherKasane = process.env.KASANE_OTHER ? (...parameters) => run(process.env.KASANE_OTHER ?? '', parameters) : null;

const lastLine = (text) => text.trim().split('\n').at(-1);
