import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kasane } from './kasane-cli.mjs';

/** A parameters file read, its activation found, and 10,000 test images evaluated, as a whole command. */
export function evaluations() {
  const folder = mkdtempSync(join(tmpdir(), 'kasane-bench-'));
  try {
    const params = join(folder, 'params.json');
    kasane('train', '--iterations', '100', '--out', params);
    return { 'evaluate command, s': kasane('evaluate', '--params', params).seconds };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
