import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '..', '..');
const cli = resolve(root, 'out', 'main', 'cli.js');

/** Runs a command of the built CLI; gives its JSON and the seconds of the whole process. */
export function kasane(...parameters) {
  const start = performance.now();
  const output = execFileSync(process.execPath, [cli, ...parameters, '--json'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return { seconds: (performance.now() - start) / 1000, result: JSON.parse(output.trim().split('\n').at(-1)) };
}
