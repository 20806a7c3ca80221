/** The command line as built, in processes of its own; what it keeps goes to a folder of the test's. */
import { execFile, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { expect } from 'vitest';

const cli = resolve(import.meta.dirname, '../../out/main/cli.js');

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export function commandLine(runsFolder: string) {
  const env = { ...process.env, KASANE_RUNS: runsFolder, KASANE_DATASETS: join(runsFolder, '.datasets') };

  const kasane = (...parameters: string[]): Promise<Outcome> =>
    new Promise((done) => {
      execFile(process.execPath, [cli, ...parameters], { env }, (error, stdout, stderr) =>
        done({ code: Number(error?.code ?? 0), stdout, stderr }),
      );
    });

  return {
    kasane,
    /** A command that must succeed; its JSON. */
    async json(...parameters: string[]) {
      const { code, stdout, stderr } = await kasane(...parameters, '--json');
      expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
      return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
    },
    /** A command still running. */
    start: (...parameters: string[]) => spawn(process.execPath, [cli, ...parameters], { env, stdio: 'ignore' }),
  };
}
