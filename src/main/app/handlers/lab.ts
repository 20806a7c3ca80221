/** The Lab: one experiment at a time, its parts on workers of its own; what it comes to is kept. */
import { join } from 'node:path';
import type { LabState } from '@shared/contracts/state';
import { errorData, KasaneError } from '@shared/kasane-error';
import { type Experiment, resultsAtOnce } from '@shared/lab/experiment';
import { findExperiment, parseControls } from '@shared/lab/find-experiment';
import { phrase } from '@shared/phrase';
import type { Launch } from '../../processes/child';
import { createPool, type Pool, PoolClosed } from '../../queue/local-pool';
import { conductExperiment } from '../../studies/lab/conduct-experiment';
import { readLabFile, writeLabFile } from '../../studies/lab/results-file';
import { usualThreads } from '../../threads/team';
import { someHandlers } from './handlers';
import type { SendEvent } from './send-event';

const BETWEEN_MESSAGES_MILLISECONDS = 100;

interface LabOptions {
  readonly labFolder: string;
  readonly modelsFolder: string;
  readonly launch: Launch;
  datasetFolder(): string;
  readonly send: SendEvent;
}

export function createLabHandlers({ labFolder, modelsFolder, launch, datasetFolder, send }: LabOptions) {
  let pool: Pool | null = null;
  let state: LabState | null = null;
  /** Of the parts that are done. */
  let results: Record<string, unknown> = {};
  /** Whether what an experiment came to before is being looked up. */
  let opening = false;

  function stop(): void {
    const closing = pool;
    pool = null;
    closing?.close();
    // Parts that were at work are not there any more.
    if (closing && state) send('lab', { state: { ...state, status: 'stopped' }, results, reset: true });
  }

  /** The newest write of results, also of an experiment that was stopped meanwhile. */
  let keeping: Promise<void> = Promise.resolve();

  /** Results of the same controls that were stopped before all were there; none of those that were complete. */
  async function knownResults(experiment: Experiment, controls: Record<string, unknown>): Promise<Record<string, unknown>> {
    await keeping;
    const found = await readLabFile(labFolder, experiment, controls);
    if (!found) return {};
    return experiment.parts(controls).every(({ id }) => id in found.results) ? {} : found.results;
  }

  const handlers = someHandlers({
    async labResults({ experiment: name, controls }) {
      const experiment = findExperiment(name);
      const found = await readLabFile(labFolder, experiment, controls && parseControls(experiment, controls));
      return found && { controls: found.controls, results: found.results };
    },

    async startExperiment({ experiment: name, controls: given }) {
      if (pool || opening) throw new KasaneError(phrase`an experiment is at work; stop it before beginning another`, 'experiment');
      const experiment = findExperiment(name);
      const controls = parseControls(experiment, given);
      const parts = experiment.parts(controls);
      opening = true;
      const known = await knownResults(experiment, controls).finally(() => {
        opening = false;
      });
      const own = createPool(usualThreads(), launch);
      pool = own;
      results = { ...known };
      const shares = new Map(Object.keys(known).map((part) => [part, 1]));
      let fresh: Record<string, unknown> = known;
      let timer: NodeJS.Timeout | null = null;
      let reset = true;

      function tell(patch: Partial<LabState> = {}): void {
        if (timer) clearTimeout(timer);
        timer = null;
        if (pool !== own) return;
        const share = parts.length === 0 ? 1 : [...shares.values()].reduce((sum, each) => sum + each, 0) / parts.length;
        state = { experiment: name, controls, status: 'running', error: null, ...patch, share };
        send('lab', { state, results: fresh, reset });
        reset = false;
        fresh = {};
      }
      const soon = () => {
        timer ??= setTimeout(() => tell(), BETWEEN_MESSAGES_MILLISECONDS);
      };

      tell();
      const sources = { datasetFolder: datasetFolder(), modelFolder: join(modelsFolder, 'accurate-cnn') };
      let written = keeping;
      const listener = {
        progress(part: string, share: number, soFar: unknown) {
          shares.set(part, share);
          if (soFar !== undefined) fresh[part] = soFar;
          soon();
        },
        done(part: string, result: unknown) {
          shares.set(part, 1);
          fresh[part] = result;
          if (pool === own) results[part] = result;
          const content = { experiment: name, controls, results: { ...results } };
          // A part that is done is kept at once; writes follow each other.
          written = written.then(() => writeLabFile(labFolder, content));
          keeping = written.catch(() => undefined); // told when all parts are done
          soon();
        },
      };
      conductExperiment(experiment, controls, own, sources, listener, known)
        .then(() => written)
        .then(
          () => end({ status: 'done' }),
          (error) => {
            if (error instanceof PoolClosed) return;
            // Parts that were at work are not there any more.
            fresh = results;
            reset = true;
            end({ status: 'failed', error: errorData(error) });
          },
        );

      /** Listeners may start the next experiment right away. */
      function end(patch: Partial<LabState>): void {
        tell(patch);
        own.close();
        if (pool === own) pool = null;
      }
    },

    async keepExperiment({ experiment: name, controls: given }) {
      const experiment = findExperiment(name);
      if (!experiment.instant) throw new KasaneError(phrase`${name}: takes longer; run it`, 'experiment');
      const controls = parseControls(experiment, given);
      await writeLabFile(labFolder, { experiment: name, controls, results: resultsAtOnce(experiment, controls) });
    },

    stopExperiment: stop,
  });
  return { handlers, close: stop };
}
