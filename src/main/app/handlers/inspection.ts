/** Asking trained networks: the studio names them, the inspector is told where they are. */
import { basename, join } from 'node:path';
import type { ImageSources, SubjectRef } from '@shared/contracts/inspector-messages';
import type { SubjectSummary } from '@shared/contracts/state';
import { KasaneError } from '@shared/kasane-error';
import { phrase } from '@shared/phrase';
import { usualThreads } from '../../threads/team';
import type { Inspector, Job } from '../inspector';
import type { Supervisor } from '../supervisor';
import type { Imported } from './parameters';
import type { Handlers } from './register';

interface InspectionOptions {
  readonly inspector: Inspector;
  readonly runsFolder: string;
  readonly modelsFolder: string;
  readonly drawingsFolder: string;
  readonly supervisor: Supervisor;
  datasetFolder(): string;
  imported(): Imported | null;
  onProgress(job: string, share: number): void;
}

type Inspection = Pick<
  Handlers,
  | 'listSubjects'
  | 'predict'
  | 'evaluateSet'
  | 'imagesOf'
  | 'examineDigit'
  | 'nearestDigits'
  | 'embed'
  | 'lowerPrecision'
  | 'robustness'
  | 'reproduceRun'
  | 'cancelJob'
>;

/** Progress is told of at most so often. */
const BETWEEN_PROGRESS_MILLISECONDS = 50;

export function createInspection(options: InspectionOptions): Inspection {
  const { inspector, runsFolder, modelsFolder, drawingsFolder, supervisor, imported } = options;

  function refOf(id: string): SubjectRef {
    const name = id.slice(id.indexOf(':') + 1);
    // Names of folders only: what the studio sends leads nowhere else.
    const plain = name === basename(name) && name !== '' && !name.startsWith('.');
    if (id.startsWith('run:') && plain) {
      const folder = join(runsFolder, name);
      return { id, key: `${id} ${supervisor.versionOf(folder)}`, source: { kind: 'run', folder } };
    }
    if (id.startsWith('model:') && plain) return { id, key: id, source: { kind: 'model', folder: join(modelsFolder, name) } };
    const given = imported();
    if (id !== 'imported' || !given) throw new KasaneError(phrase`${id}: there is no such network any more; choose another`);
    const { summary, tensors } = given;
    return { id, key: `imported ${given.number}`, source: { kind: 'given', spec: summary.spec, tensors } };
  }

  const sources = (): ImageSources => ({ datasetFolder: options.datasetFolder(), drawingsFolder });
  /** Training comes first. */
  const threads = () => (supervisor.isActive() ? 1 : usualThreads());

  function jobOf(name: string): Job {
    let due = 0;
    return {
      name,
      onProgress(share) {
        const now = performance.now();
        if (now < due) return;
        due = now + BETWEEN_PROGRESS_MILLISECONDS;
        options.onProgress(name, share);
      },
    };
  }

  const aboutSet = ({ subject, set, of }: Parameters<Handlers['embed']>[0]) => ({
    subject: refOf(subject),
    set,
    of: of === null ? null : refOf(of),
    sources: sources(),
    threads: threads(),
  });

  return {
    async listSubjects() {
      const found = await inspector.ask('listSubjects', { runsFolder, modelsFolder });
      const given = imported();
      return given ? [importedSummary(given), ...found] : found;
    },
    predict: ({ subjects, digits }) => inspector.ask('predict', { subjects: subjects.map(refOf), digits }),
    evaluateSet: (input) =>
      inspector.askAtLength('evaluateSet', { ...aboutSet(input), others: input.others.map(refOf), rule: input.rule }, jobOf(input.job)),
    imagesOf: ({ subject, ...input }) => inspector.ask('imagesOf', { subject: refOf(subject), sources: sources(), ...input }),
    examineDigit: ({ subject, ...input }) => inspector.ask('examineDigit', { subject: refOf(subject), ...input }),
    nearestDigits: ({ subject, image, job }) =>
      inspector.askAtLength('nearestDigits', { subject: refOf(subject), image, sources: sources(), threads: threads() }, jobOf(job)),
    embed: (input) => inspector.askAtLength('embed', aboutSet(input), jobOf(input.job)),
    lowerPrecision: (input) => inspector.askAtLength('lowerPrecision', aboutSet(input), jobOf(input.job)),
    robustness: ({ subject, images, job }) =>
      inspector.askAtLength('robustness', { subject: refOf(subject), sources: sources(), images, threads: threads() }, jobOf(job)),
    reproduceRun: ({ folder, job }) =>
      inspector.askAtLength(
        'reproduceRun',
        { folder: join(runsFolder, folder), datasetFolder: options.datasetFolder(), threads: threads() },
        jobOf(job),
      ),
    cancelJob: ({ job }) => inspector.cancel(job),
  };
}

const importedSummary = ({ summary: { file, spec, test } }: Imported): SubjectSummary => ({
  id: 'imported',
  kind: 'imported',
  name: file,
  colour: null,
  created: null,
  seed: null,
  iteration: null,
  input: spec.network.input,
  scaling: spec.data.scaling,
  testAccuracy: test.accuracy,
  original: false,
});
