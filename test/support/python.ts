/** Other programs in Python as independent readers, where the machine has them. */
import { execFileSync, spawnSync } from 'node:child_process';

const interpreters = ['python3', '/usr/bin/python3'];

/** A Python that has a module; null where none has, which is said once. */
export function pythonWith(module: string): string | null {
  const found = interpreters.find((each) => spawnSync(each, ['-c', `import ${module}`], { stdio: 'ignore' }).status === 0);
  if (!found) console.log(`no Python with ${module} on this machine: what it would read is not checked here`);
  return found ?? null;
}

/** The last line that a program prints, as JSON. */
export function runPythonFile(python: string, file: string, parameters: readonly string[], cwd?: string): unknown {
  const output = execFileSync(python, [file, ...parameters], { encoding: 'utf8', cwd, maxBuffer: 2 ** 28 });
  return JSON.parse(output.trim().split('\n').at(-1) ?? '');
}

/** What a one-line program prints of what it is given on its standard input, as JSON. */
export const runPython = (python: string, program: string, input: string): unknown =>
  JSON.parse(execFileSync(python, ['-c', program], { encoding: 'utf8', input, maxBuffer: 2 ** 28 }));
