/** Loaded before a program (`node --import`): on exit, says its greatest resident memory in KB on the last line of stderr. */
import { isMainThread } from 'node:worker_threads';

if (isMainThread) process.on('exit', () => console.error(process.resourceUsage().maxRSS));
