/** What each npm script does. Only Node's own modules are used until the dependencies are there. */
import { join } from 'node:path';
import { makePackage, testExecutable } from './package.mjs';
import { build, ensureBuild } from './setup/build.mjs';
import { command } from './setup/command.mjs';
import { computingNode } from './setup/computing-node.mjs';
import { hasDisplay, requireDisplay, sandboxFlags } from './setup/display.mjs';
import { ensureElectron } from './setup/electron.mjs';
import { SetupError, say } from './setup/log.mjs';
import { ensureModules } from './setup/modules.mjs';
import { bin, out, root } from './setup/paths.mjs';
import { withScratch } from './setup/scratch.mjs';
import { ensureSystemPackages } from './setup/system-packages.mjs';
import { runChecks } from './test.mjs';
import { typecheck } from './typecheck.mjs';

/** Runs a dependency's program (or Node itself) in the foreground and passes its exit code on. */
const foreground = async (program, parameters, options) => (await command(program, parameters, { stdio: 'inherit', ...options })).code;

async function electronEnvironment() {
  const { executable, version, why } = await ensureElectron();
  say(`Electron ${version} (${why})`);
  return { executable, env: { ELECTRON_EXEC_PATH: executable, KASANE_ELECTRON: executable } };
}

/** Runs on the display that is there, else on a virtual one. */
const onSomeDisplay = (program, parameters, options) =>
  hasDisplay()
    ? foreground(program, parameters, options)
    : foreground('xvfb-run', ['-a', '-s', '-screen 0 2000x1200x24', program, ...parameters], options);

/** A script of ours that drives the built app. */
async function onSomeDisplayWithElectron(script, rest) {
  await ensureSystemPackages({ virtualDisplay: true });
  const { env } = await electronEnvironment();
  await ensureBuild();
  return onSomeDisplay(process.execPath, [join(root, script), ...rest], { env });
}

/** `length`: one short case of every kind of check, or all at full length. */
async function runEveryCheck(length) {
  await ensureSystemPackages({ virtualDisplay: true });
  const { env } = await electronEnvironment();
  await ensureBuild();
  return withScratch((scratch) => {
    return runChecks({ env: { ...env, ...scratch, KASANE_TESTS: length }, makePackage, testExecutable }, length);
  });
}

const tasks = {
  /** Everything a bare machine needs; also tries the current Electron again. */
  setup: async () => {
    await ensureSystemPackages({ virtualDisplay: true });
    const { version, why } = await ensureElectron({ retry: true });
    say(`Electron ${version} (${why})`);
    await ensureBuild();
  },
  start: async (rest) => {
    await ensureSystemPackages({ virtualDisplay: false });
    const { executable } = await electronEnvironment();
    await ensureBuild();
    return foreground(executable, [...sandboxFlags(), root, ...rest]);
  },
  dev: async (rest) => {
    await ensureSystemPackages({ virtualDisplay: false });
    const { env } = await electronEnvironment();
    return foreground(bin('electron-vite'), ['dev', '--watch', ...(sandboxFlags().length > 0 ? ['--noSandbox'] : []), ...rest], { env });
  },
  build,
  test: () => runEveryCheck('short'),
  'test:long': () => runEveryCheck('long'),
  'test:unit': async (rest) => {
    await ensureBuild(); // the command line is tested as built
    return withScratch((env) => foreground(bin('vitest'), ['run', ...rest], { env }));
  },
  'test:e2e': async (rest) => {
    await ensureSystemPackages({ virtualDisplay: true });
    const { env } = await electronEnvironment();
    await ensureBuild();
    return withScratch((scratch) => foreground(bin('playwright'), ['test', ...rest], { env: { ...env, ...scratch } }));
  },
  /** The end-to-end tests against a packaged app. */
  'test:packaged': async (rest) => {
    await ensureSystemPackages({ virtualDisplay: true });
    const { env } = await electronEnvironment();
    await ensureBuild();
    await makePackage(['--test']);
    const packaged = { ...env, KASANE_PACKAGED: testExecutable };
    return withScratch((scratch) => foreground(bin('playwright'), ['test', ...rest], { env: { ...packaged, ...scratch } }));
  },
  typecheck: async () => ((await typecheck()).failed > 0 ? 1 : 0),
  lint: (rest) => foreground(bin('biome'), ['check', ...rest]),
  format: () => foreground(bin('biome'), ['check', '--write']),
  bench: (rest) => onSomeDisplayWithElectron('test/bench/run.mjs', rest),
  /** Brings the generated pages of docs/ up to date. */
  docs: async () => {
    await ensureBuild();
    const page = ['export', '--params', 'accurate-cnn', '--out', join(root, 'docs', 'accurate-cnn.half.html')];
    const exported = await foreground(process.execPath, [join(out, 'main', 'cli.js'), ...page]);
    return exported || foreground(bin('vitest'), ['run', 'test/docs', '--update']);
  },
  package: async (rest) => {
    await ensureBuild();
    await makePackage(rest);
  },
  model: async () => {
    await ensureBuild();
    return foreground(process.execPath, [join(root, 'scripts', 'model', 'model.mjs')]);
  },
  pictures: (rest) => onSomeDisplayWithElectron('scripts/pictures.mjs', rest),
  kasane: async (rest) => {
    await ensureBuild();
    const { program, env } = computingNode();
    return foreground(program, [join(out, 'main', 'cli.js'), ...rest], { env, cwd: process.env.INIT_CWD ?? root });
  },
};

/** These open a window for a person: without a display they say so before anything is installed. */
const opensWindow = new Set(['start', 'dev']);

/** Runs a task from a bare clone or a ready one; gives its exit code. */
export async function runTask(name, rest) {
  try {
    if (!Object.hasOwn(tasks, name)) throw new SetupError(`there is no task "${name}"; there are ${Object.keys(tasks).join(', ')}`);
    if (opensWindow.has(name)) requireDisplay();
    await ensureModules();
    return (await tasks[name](rest)) ?? 0;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(error.message);
    return 1;
  }
}
