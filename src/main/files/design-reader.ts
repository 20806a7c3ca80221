/** Design files, read and examined; by a thread of their own in the app, for nobody knows what a file takes. */
import { rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { DesignState } from '@shared/contracts/state';
import { type ErrorData, errorData, errorFrom, KasaneError } from '@shared/kasane-error';
import { phrase } from '@shared/phrase';
import { examineNetwork } from '@shared/spec/examine-network';
import { parseDraftText } from '@shared/spec/parse-run-spec';
import type { RunSpec } from '@shared/spec/run-spec';
import { readKeptDesign } from './kept-design';
import { readText } from './whole-files';

/** Bytes; a design of 200 layers has some tens of thousands. */
export const LARGEST_DESIGN = 2 ** 20;

export interface DesignReader {
  /** The design of the session before. */
  kept(path: string): Promise<DesignState>;
  /** Throws a FileError or SpecError that names the file. */
  file(path: string): Promise<RunSpec>;
}

/** In the thread that calls. */
export const directReader: DesignReader = {
  async kept(path) {
    const found = await readKeptDesign(path);
    if (found.spec) examineNetwork(found.spec.network); // as the page will
    return found;
  },
  async file(path) {
    const spec = parseDraftText(await readText(path, LARGEST_DESIGN), basename(path));
    examineNetwork(spec.network);
    return spec;
  },
};

/** What a thread is given to do, and says. */
export interface ReaderTask {
  readonly name: keyof DesignReader;
  readonly path: string;
}
export type ReaderMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'read'; readonly found: unknown }
  | { readonly type: 'refused'; readonly error: ErrorData };

/** From when the thread is ready: a design that takes longer would hold up the window at every start. */
const LONGEST_MILLISECONDS = 2000;
const MOST_MEGABYTES = 512;

export const threadReader: DesignReader = {
  kept: (path) =>
    inThread<DesignState>({ name: 'kept', path }).catch(async (error) => {
      const aside = `${path}.aside`;
      await rename(path, aside).catch(() => undefined);
      const reason = error instanceof KasaneError ? error.phrase : phrase`it is damaged`;
      const trouble = new KasaneError(phrase`the design of the last session cannot be shown: ${reason}; it is kept as ${aside}`);
      return { spec: null, file: null, saved: null, trouble: errorData(trouble) };
    }),
  file: (path) => inThread<RunSpec>({ name: 'file', path }),
};

function inThread<Found>(task: ReaderTask): Promise<Found> {
  const thread = new Worker(join(import.meta.dirname, 'design-thread.js'), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
  });
  let timer: NodeJS.Timeout | undefined;
  return new Promise<Found>((resolve, reject) => {
    const tooLong = () => reject(new KasaneError(phrase`${basename(task.path)}: takes too long to read; it is no design of Kasane’s`));
    thread.on('message', (message: ReaderMessage) => {
      if (message.type === 'ready') timer = setTimeout(tooLong, LONGEST_MILLISECONDS);
      else if (message.type === 'read') resolve(message.found as Found);
      else reject(errorFrom(message.error));
    });
    thread.on('error', (error) => reject(new KasaneError(phrase`${basename(task.path)}: cannot be read (${error.message})`)));
    thread.on('exit', () => reject(new KasaneError(phrase`${basename(task.path)}: cannot be read; try again`)));
  }).finally(() => {
    clearTimeout(timer);
    void thread.terminate();
  });
}
