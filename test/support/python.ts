/** Other programs in Python as independent readers, where the machine has them. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

const interpreters = ['python3', '/usr/bin/python3'];

/** Of what the tests may use, what each interpreter has. */
const modules = ['numpy', 'torch', 'keras'] as const;
export type PythonModule = (typeof modules)[number];

const survey = `import importlib.util, json; print(json.dumps([name for name in ${JSON.stringify(modules)} if importlib.util.find_spec(name)]))`;
const known = new Map<string, readonly string[] | null>();

/** Null where there is no such interpreter, or none that can fork. */
function modulesOf(interpreter: string): readonly string[] | null {
  if (!known.has(interpreter)) {
    const { status, stdout } = spawnSync(interpreter, ['-c', `import os; os.fork; ${survey}`], { encoding: 'utf8' });
    known.set(interpreter, status === 0 ? JSON.parse(stdout) : null);
  }
  return known.get(interpreter) ?? null;
}

/** A Python, with a module where one is named; null where there is none, which is said once. */
export function pythonWith(module?: PythonModule): string | null {
  const found = interpreters.find((each) => {
    const has = modulesOf(each);
    return has !== null && (module === undefined || has.includes(module));
  });
  if (!found) console.log(`no Python${module ? ` with ${module}` : ''} on this machine: what it would read is not checked here`);
  return found ?? null;
}

type Told = { readonly output: string } | { readonly error: string };

/** An interpreter that stays, and runs one program after another; it ends with the tests. */
class Host {
  private readonly child: ChildProcess;
  private readonly waiting: { readonly done: (told: Told) => void; readonly failed: (error: Error) => void }[] = [];

  constructor(interpreter: string) {
    const host = resolve(import.meta.dirname, '../fixtures/python_host.py');
    this.child = spawn(interpreter, [host], { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, OPENBLAS_NUM_THREADS: '1' } });
    if (this.child.stdout) createInterface(this.child.stdout).on('line', (line) => this.waiting.shift()?.done(JSON.parse(line)));
    this.child.on('exit', () => {
      hosts.delete(interpreter);
      for (const { failed } of this.waiting.splice(0)) failed(new Error('Python has ended'));
    });
    this.child.unref();
  }

  run(program: string, parameters: readonly string[], input: string): Promise<Told> {
    return new Promise((done, failed) => {
      this.waiting.push({ done, failed });
      this.child.stdin?.write(`${JSON.stringify({ program, parameters, input })}\n`);
    });
  }
}

const hosts = new Map<string, Host>();

/** The last line that a program prints, as JSON. `program` is a path, or its source; `input` is what it reads. */
export async function runPython(interpreter: string, program: string, parameters: readonly string[], input = ''): Promise<unknown> {
  const host = hosts.get(interpreter) ?? new Host(interpreter);
  hosts.set(interpreter, host);
  const told = await host.run(program, parameters, input);
  if ('error' in told) throw new Error(told.error);
  return JSON.parse(told.output.trim().split('\n').at(-1) ?? '');
}
