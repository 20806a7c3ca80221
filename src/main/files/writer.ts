/** Who wrote to a folder, as records of older versions name the process; today's hold it by a lock (lock.ts). */
import { existsSync, readFileSync } from 'node:fs';
import { uptime } from 'node:os';

export interface Writer {
  /** The process. */
  readonly process: number;
  /** What tells this start of the machine from others; empty where the machine does not say. */
  readonly boot: string;
}

const BOOT_ID = '/proc/sys/kernel/random/boot_id';

/** Of what is written today. */
export const nobody: Writer = { process: 0, boot: '' };

/** Whether another process is still there that may be the one which wrote the record at `updated` (ISO 8601). */
export function isElsewhere({ process: number, boot }: Writer, updated: string): boolean {
  return number > 0 && number !== process.pid && isOfThisStart(boot, updated) && isAlive(number);
}

/** By the machine's own name for it, which no change of the clock touches; where there is none, by the clock. */
function isOfThisStart(boot: string, updated: string): boolean {
  const current = bootId();
  if (boot !== '' && current !== '') return boot === current;
  return Date.parse(updated) > Date.now() - uptime() * 1000;
}

let foundBootId: string | null = null;

/** Of Linux; empty elsewhere. */
function bootId(): string {
  foundBootId ??= existsSync(BOOT_ID) ? readFileSync(BOOT_ID, 'utf8').trim() : '';
  return foundBootId;
}

function isAlive(number: number): boolean {
  try {
    return process.kill(number, 0);
  } catch (error) {
    // Another user's process may not be signalled, but it is there.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
