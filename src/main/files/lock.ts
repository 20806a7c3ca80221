/**
 * Who works on a folder holds it, by something that the system lets go of with its process, however that ends: a number of a
 * process tells nothing once another one has it, as the first process of every container does.
 */
import { type BigIntStats, constants } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Hold {
  release(): Promise<void>;
}

/** What a process that was killed held is free a moment after it; and what this one lets go of. */
const PATIENCE_MILLISECONDS = 3000;
const BETWEEN_TRIES_MILLISECONDS = 50;

/** Null where another one holds it. Throws where there is no such folder. */
export async function hold(folder: string): Promise<Hold | null> {
  const end = performance.now() + PATIENCE_MILLISECONDS;
  for (;;) {
    const held = await means.hold(folder);
    if (held || performance.now() > end) return held;
    await sleep(BETWEEN_TRIES_MILLISECONDS);
  }
}

/** Whether any process holds it, this one as well. */
export const isHeld = (folder: string): Promise<boolean> => means.isHeld(folder).catch(() => false);

interface Means {
  hold(folder: string): Promise<Hold | null>;
  isHeld(folder: string): Promise<boolean>;
}

/** By the folder itself, whatever its path: a socket in Linux' abstract namespace, which is no file, or a named pipe of Windows. */
const address = async (folder: string) => nameOf(await stat(folder, { bigint: true }));
const nameOf = ({ dev, ino }: BigIntStats) =>
  process.platform === 'win32' ? `\\\\.\\pipe\\kasane-${dev}-${ino}` : `\0kasane-${dev}-${ino}`;

const socket: Means = {
  async hold(folder) {
    const server = createServer((asking) => asking.destroy());
    server.unref(); // it keeps no process
    return (await listens(server, await address(folder))) ? { release: () => closed(server) } : null;
  },
  async isHeld(folder) {
    const asking = connect(await address(folder));
    return new Promise((resolve) => {
      asking.once('connect', () => resolve(true));
      asking.once('error', () => resolve(false));
    }).finally(() => asking.destroy()) as Promise<boolean>;
  },
};

function listens(server: Server, name: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('listening', () => resolve(true));
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(false) : reject(error)));
    server.listen(name);
  });
}

const closed = (server: Server) => new Promise<void>((resolve) => server.close(() => resolve()));

/** Of macOS and the BSDs: a file that is locked as it is opened. */
const EXCLUSIVE_LOCK = 0x20;

const lockedFile: Means = {
  async hold(folder) {
    const file = await locked(folder, constants.O_CREAT);
    return file && { release: () => file.close() };
  },
  async isHeld(folder) {
    const file = await locked(folder, 0);
    await file?.close();
    return file === null;
  },
};

async function locked(folder: string, create: number): Promise<FileHandle | null> {
  try {
    return await open(join(folder, '.lock'), constants.O_RDWR | create | constants.O_NONBLOCK | EXCLUSIVE_LOCK);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return null;
    throw error;
  }
}

const means = process.platform === 'linux' || process.platform === 'win32' ? socket : lockedFile;
