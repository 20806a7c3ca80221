import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';

/**
 * Mounts an empty disk in that folder, of a size (`size=64k`) or read-only (`ro`); null where this user may not mount one,
 * which is said. Gives what takes it away.
 */
export function mountDisk(folder: string, options: string): (() => void) | null {
  mkdirSync(folder, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'ignore' });
    return () => execFileSync('umount', ['-l', folder]);
  } catch {
    console.log('no disk can be mounted by this user: what a full or read-only one does is not checked here');
    return null;
  }
}
