import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';

/** Mounts an empty disk of that size in a new folder; null where this user may not, which is said. Gives what takes it away. */
export function mountSmallDisk(folder: string, kilobytes: number): (() => void) | null {
  mkdirSync(folder);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder], { stdio: 'ignore' });
    return () => execFileSync('umount', ['-l', folder]);
  } catch {
    console.log('no small disk can be mounted by this user: what a nearly full one does is not checked here');
    return null;
  }
}
