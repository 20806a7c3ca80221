import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { command } from './command.mjs';
import { SetupError, say } from './log.mjs';
import { bin, out, root } from './paths.mjs';

const stamp = join(out, '.built-from');
const inputs = ['src', 'resources', 'scripts', 'electron.vite.config.ts', 'package.json', 'package-lock.json'];

/** Builds main, preload and renderer (and with them the kernels) into out/. */
export async function build() {
  const made = fingerprint(); // before, so that an edit during the build makes the next one
  const { code, stdout, stderr } = await command(bin('electron-vite'), ['build', '--logLevel', 'warn']);
  process.stderr.write(stderr);
  if (code !== 0) throw new SetupError(`the build failed:\n${stdout.trim()}`);
  mkdirSync(out, { recursive: true });
  writeFileSync(stamp, made);
}

/** Builds unless out/ was made from exactly the files that are here now. */
export async function ensureBuild() {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint()) return;
  say('building');
  await build();
}

/** Path, size and time of every file the build reads: two builds of equal fingerprint are equal. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const input of inputs) {
    const start = join(root, input);
    if (!existsSync(start)) continue;
    for (const path of filesBelow(start)) {
      const { size, mtimeMs } = statSync(path);
      hash.update(`${relative(root, path)} ${size} ${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

function filesBelow(path) {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}
