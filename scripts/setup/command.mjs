import { spawn } from 'node:child_process';
import { SetupError } from './log.mjs';
import { root } from './paths.mjs';

/**
 * Runs a program to its end and resolves to `{ code, stdout, stderr }`; never throws for a non-zero exit.
 * `stdio: 'capture'` (default) collects the output, `'inherit'` shows it, `'stderr'` shows all of it on stderr.
 *
 * @param {string} program
 * @param {readonly string[]} parameters
 * @param {{ env?: Record<string, string>, cwd?: string, stdio?: 'capture' | 'inherit' | 'stderr', timeout?: number }} [options]
 * @returns {Promise<{ code: number, stdout: string, stderr: string }>}
 */
export function command(program, parameters, { env, cwd = root, stdio = 'capture', timeout } = {}) {
  const layout = /** @type {import('node:child_process').StdioOptions} */ (
    {
      capture: ['ignore', 'pipe', 'pipe'],
      inherit: 'inherit',
      stderr: ['ignore', process.stderr, process.stderr],
    }[stdio]
  );
  return new Promise((resolve, reject) => {
    // On Windows npm and the dependencies' programs are .cmd files, which only a shell runs.
    const shell = process.platform === 'win32';
    const child = spawn(program, parameters, { cwd, env: { ...process.env, ...env }, stdio: layout, timeout, shell });
    let stdout = '';
    let stderr = '';
    child.stdout?.on('data', (chunk) => (stdout += chunk));
    child.stderr?.on('data', (chunk) => (stderr += chunk));
    const forward = (signal) => child.kill(signal);
    process.on('SIGINT', forward).on('SIGTERM', forward);
    child.on('error', (error) =>
      reject(new SetupError(`${program} cannot be run (${error.message}); install it and run the command again`)),
    );
    child.on('close', (code, signal) => {
      process.off('SIGINT', forward).off('SIGTERM', forward);
      resolve({ code: code ?? (signal === 'SIGINT' ? 130 : 1), stdout, stderr });
    });
  });
}
