import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { command } from './command.mjs';
import { SetupError, say } from './log.mjs';
import { modules, root } from './paths.mjs';

const stamp = join(modules, '.kasane-lock');

/** Runs `npm ci` when node_modules is missing or was installed from another package-lock.json. */
export async function ensureModules() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  say('installing the dependencies (npm ci)');
  const { code } = await command('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], { stdio: 'stderr' });
  if (code !== 0) throw new SetupError(`npm ci failed with exit code ${code}; mend what it says above and run the command again`);
  writeFileSync(stamp, wanted);
}
