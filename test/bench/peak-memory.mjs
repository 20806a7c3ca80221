/** Loaded before a program (`node --import`): on exit, says its greatest resident memory in KB on the last line of stderr. */
import { readFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) process.on('exit', () => console.error(peak()));

/** On Linux that of the program alone; what getrusage gives begins with what its parent held when it was started. */
function peak() {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS;
  return /^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
}
