import { existsSync } from 'node:fs';
import { command } from './command.mjs';
import { SetupError, say } from './log.mjs';

/** What Electron links against and draws text with on a bare Debian. */
const forElectron = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libatk-bridge2.0-0',
  'libdrm2',
  'libxss1',
  'fonts-noto-cjk',
  'fonts-dejavu-core',
];
const forVirtualDisplay = ['xvfb', 'xauth'];

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
  const wanted = await missing(virtualDisplay ? [...forElectron, ...forVirtualDisplay] : forElectron);
  if (wanted.length === 0) return;
  if (process.getuid() !== 0) {
    throw new SetupError(`system packages are missing; run: sudo apt-get update && sudo apt-get install -y ${wanted.join(' ')}`);
  }
  say(`installing system packages: ${wanted.join(' ')}`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await command('apt-get', ['update', '-qq'], { env, stdio: 'stderr' });
  const install = async (names) => command('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], { env });
  let result = await install(wanted);
  if (result.code !== 0) result = await install(wanted.map((name) => (name.startsWith('lib') ? `${name}t64` : name)));
  if (result.code !== 0) throw new SetupError(`apt-get could not install ${wanted.join(' ')}: ${result.stderr.trim().split('\n').at(-1)}`);
}
