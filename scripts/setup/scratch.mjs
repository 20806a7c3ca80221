/** Where the tests write. */
import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

/** In memory: what tests write is synced to a disk at every step otherwise, and waited for. */
const IN_MEMORY = '/dev/shm';
/** Amply: of all long tests at most 425 MiB lay there. */
const ENOUGH = 2 ** 31;

const hasRoom = () => {
  try {
    const { bavail, bsize } = statfsSync(IN_MEMORY);
    return bavail * bsize >= ENOUGH;
  } catch {
    return false; // not on this system
  }
};

/**
 * Gives `work` an environment in which temporary files lie in memory, where there is room; nothing of them is left.
 *
 * @param {(env: Record<string, string>) => Promise<number>} work
 */
export async function withScratch(work) {
  if (process.env.TMPDIR || !hasRoom()) return work({});
  const TMPDIR = mkdtempSync(join(IN_MEMORY, 'kasane-'));
  try {
    return await work({ TMPDIR });
  } finally {
    rmSync(TMPDIR, { recursive: true, force: true });
  }
}
