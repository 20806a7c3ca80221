/** A virtual display of a worker's own: windows on one display take the pointer and the focus from each other. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Starts one where the machine has none and points DISPLAY at it; gives what ends it. */
export async function ensureDisplay(): Promise<() => void> {
  if (process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY) return () => undefined;
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '2000x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const chosen = server.stdio[3];
  if (!chosen) throw new Error('Xvfb has no pipe to tell its display by');
  // The number of the display, once it takes connections.
  const [number] = await once(chosen, 'data');
  process.env.DISPLAY = `:${String(number).trim()}`;
  return () => {
    delete process.env.DISPLAY;
    server.kill();
  };
}
