import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { computingNode } from '../../scripts/setup/computing-node.mjs';

export const root = resolve(import.meta.dirname, '..', '..');
const peakMemory = resolve(import.meta.dirname, 'peak-memory.mjs');

const runs = mkdtempSync(join(tmpdir(), 'kasane-bench-runs-'));
process.on('exit', () => rmSync(runs, { recursive: true, force: true }));

/** Whether a checkout chooses its engine; one from before computes the same on any Node, and does not know Electron for one. */
const hasEngines = (checkout) => existsSync(resolve(checkout, 'scripts', 'setup', 'computing-node.mjs'));

/** Runs a command of a checkout's built CLI: how it ended, the seconds of the whole process and the most memory it held, in MB. */
function perform(checkout, parameters) {
  const cli = resolve(checkout, 'out', 'main', 'cli.js');
  const start = performance.now();
  const { program, env } = hasEngines(checkout) ? computingNode() : { program: process.execPath, env: {} };
  const { status, stdout, stderr } = spawnSync(program, ['--import', peakMemory, cli, ...parameters, '--json'], {
    encoding: 'utf8',
    env: { ...process.env, ...env, KASANE_RUNS: runs },
    maxBuffer: 2 ** 30,
  });
  const seconds = (performance.now() - start) / 1000;
  return { status, stdout, stderr, seconds, megabytes: Number(lastLine(stderr)) / 1024 };
}

/** One that must succeed; gives its JSON as well. */
function run(checkout, parameters) {
  const { status, stdout, stderr, seconds, megabytes } = perform(checkout, parameters);
  if (status !== 0) throw new Error(`kasane ${parameters.join(' ')} ended with ${status}:\n${stderr}`);
  return { seconds, result: JSON.parse(lastLine(stdout)), megabytes };
}

/** One that may be refused. */
export const attempt = (...parameters) => perform(root, parameters);

export const kasane = (...parameters) => run(root, parameters);

/** The same of another checkout, built, which KASANE_OTHER names: what a change did to speed is told by one run alone. */
export const otherKasane = process.env.KASANE_OTHER ? (...parameters) => run(process.env.KASANE_OTHER ?? '', parameters) : null;

const lastLine = (text) => text.trim().split('\n').at(-1);
