import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { rememberedVerdict, rememberOutcome, rememberTrial } from '../../../src/main/engine/verdicts';
import { settingsFolder } from '../../../src/main/runs/location';

const gflops = { narrow: 40, wide: 80 };
let home: string;
const file = () => join(settingsFolder(), 'Kasane', 'engine.json');
const list = () => JSON.parse(readFileSync(file(), 'utf8'));
const rewrite = (change: (verdict: Record<string, unknown>) => object) => writeFileSync(file(), JSON.stringify(list().map(change)));

/** Of a process that was there. */
const gone = spawnSync(process.execPath, ['-e', '']).pid;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'kasane-verdicts-'));
  for (const name of ['XDG_CONFIG_HOME', 'HOME', 'APPDATA']) vi.stubEnv(name, home);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true, force: true });
});

it('knows what was found out, of the same V8, processor and build', () => {
  expect(rememberedVerdict()).toBeNull();
  rememberTrial();
  rememberOutcome(gflops);
  expect(rememberedVerdict()).toEqual(gflops);
  for (const name of ['v8', 'process', 'processor', 'build']) {
    const kept = readFileSync(file(), 'utf8');
    rewrite((verdict) => ({ ...verdict, [name]: 'another' }));
    expect(rememberedVerdict()).toBeNull();
    writeFileSync(file(), kept);
  }
});

it('does not keep that the engine was refused', () => {
  rememberTrial();
  rememberOutcome(null);
  expect(list()).toEqual([]);
});

it('tells of processes that did not come back from trying, when there were two', () => {
  rememberTrial();
  rewrite((verdict) => ({ ...verdict, triedBy: gone }));
  expect(rememberedVerdict()).toBeNull();
  rememberTrial();
  rewrite((verdict) => ({ ...verdict, triedBy: process.ppid }));
  expect(rememberedVerdict()).toBeNull(); // it may still be trying
  rewrite((verdict) => ({ ...verdict, triedBy: gone }));
  expect(rememberedVerdict()).toBe('ended a process');
  rewrite((verdict) => ({ ...verdict, triedBy: process.pid })); // in a container numbers come again
  expect(rememberedVerdict()).toBe('ended a process');
  const week = 7 * 24 * 3600 * 1000;
  rewrite((verdict) => ({ ...verdict, at: Date.now() - week - 1000 }));
  expect(rememberedVerdict()).toBeNull();
  rememberOutcome(gflops);
  expect(rememberedVerdict()).toEqual(gflops);
});

it('lives with a file that says anything, or cannot be', () => {
  mkdirSync(join(settingsFolder(), 'Kasane'), { recursive: true });
  for (const text of ['', '{}', '[{"v8": 1}]', `[${' '.repeat(20_000)}]`]) {
    writeFileSync(file(), text);
    expect(rememberedVerdict()).toBeNull();
  }
  rmSync(file());
  mkdirSync(file());
  rememberTrial();
  expect(rememberedVerdict()).toBeNull();
});
