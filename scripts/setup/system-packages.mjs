import { existsSync } from 'node:fs';
import { command } from './command.mjs';
import { SetupError, say } from './log.mjs';

/** What Electron links against on a bare Debian. */
const libraries = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libatk-bridge2.0-0', 'libdrm2', 'libxss1'];
/** Without these it runs, but texts may lack glyphs. */
const fonts = ['fonts-noto-cjk', 'fonts-dejavu-core'];
const forVirtualDisplay = ['xvfb', 'xauth'];
/** What reads our files independently in the tests, where no Python has it already; and images of other people's. */
const [numpy, images] = ['python3-numpy', 'dataset-fashion-mnist'];
/** In which exported web pages are opened. */
const browsers = ['chromium', 'firefox-esr'];
/** Tells what is on which page of a PDF. */
const pdf = 'poppler-utils';

async function hasNumpy() {
  const { code } = await command('python3', ['-c', 'import numpy']).catch(() => ({ code: 1 }));
  return code === 0;
}

/** Newer Debian and Ubuntu releases carry some libraries under a name ending in t64. */
const alternatives = (name) => [name, `${name}t64`];

async function missing(names) {
  const { stdout } = await command('dpkg-query', ['-W', '-f', '${Package} ${Status}\n', ...names.flatMap(alternatives)]);
  const installed = new Set(
    stdout
      .split('\n')
      .filter((line) => line.endsWith(' install ok installed'))
      .map((line) => line.split(' ')[0]),
  );
  return names.filter((name) => !alternatives(name).some((each) => installed.has(each)));
}

/** As root installs what is missing; as an ordinary user names the one command that does. Only Debian and its kin are known. */
export async function ensureSystemPackages({ virtualDisplay }) {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/dpkg-query')) return;
  const needed = await missing(virtualDisplay ? [...libraries, ...forVirtualDisplay] : libraries);
  const forTests = virtualDisplay ? [images, ...browsers, pdf, ...((await hasNumpy()) ? [] : [numpy])] : [];
  const optional = await missing([...fonts, ...forTests]);
  const wanted = [...needed, ...optional];
  if (wanted.length === 0) return;
  if (process.getuid() !== 0) {
    const remedy = `run: sudo apt-get update && sudo apt-get install -y ${(await availableNames(wanted)).join(' ')}`;
    if (needed.length > 0) throw new SetupError(`system packages are missing; ${remedy}`);
    return say(`fonts, or what tests read and are read by, are missing; ${remedy}`);
  }
  say(`installing system packages: ${wanted.join(' ')}`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await command('apt-get', ['update', '-qq'], { env, stdio: 'stderr' });
  // A release may do without what is only nice to have.
  const names = [...(await availableNames(needed)), ...(await Promise.all(optional.map(nameHere))).filter((name) => name !== null)];
  if (names.length === 0) return;
  const { code, stderr } = await command('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], { env });
  if (code !== 0) throw new SetupError(`apt-get could not install ${names.join(' ')}: ${stderr.trim().split('\n').at(-1)}`);
}

/** The name under which this release has a package; null where it has none. */
async function nameHere(name) {
  for (const candidate of alternatives(name)) {
    const { code, stdout } = await command('apt-cache', ['show', candidate]);
    if (code === 0 && stdout.trim() !== '') return candidate;
  }
  return null;
}

const availableNames = (names) => Promise.all(names.map(async (name) => (await nameHere(name)) ?? name));
