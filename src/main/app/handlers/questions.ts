/** Relays the page's questions to the inspector: models by name become what they are now, long ones are followed by their job. */
import { basename, join } from 'node:path';
import type { ModelRef, ModelSource, Surroundings } from '@shared/contracts/processes';
import { type Asked, type QuestionAnswer, type QuestionInput, type QuestionName, questions } from '@shared/contracts/questions';
import type { ImportedSummary } from '@shared/contracts/state';
import type { NamedTensor } from '@shared/nn/parameter';
import type { Inspector } from '../inspector';

/** Parameters of a file, as main keeps them. */
export interface ImportedModel {
  /** Counts the files of this session. */
  readonly number: number;
  readonly summary: ImportedSummary;
  readonly tensors: readonly NamedTensor[];
}

export interface RelayOptions {
  readonly inspector: Inspector;
  /** What is around a question now, but for the models it names. */
  surroundings(): Omit<Surroundings, 'models'>;
  imported(): ImportedModel | null;
  /** Another text whenever there are newer parameters of the run in that folder. */
  versionOf(folder: string): Promise<string>;
  onProgress(job: string, share: number): void;
  /** Milliseconds. */
  now(): number;
}

export type QuestionHandlers = {
  readonly [Name in QuestionName]: (input: QuestionInput<Name> & Asked) => Promise<QuestionAnswer<Name>>;
};

const atVersion = (ref: ModelRef, key: string | undefined): ModelRef =>
  key === undefined || key === ref.key ? ref : { ...ref, key, isPast: true };

/** Progress is told at most so often. */
const BETWEEN_PROGRESS_MILLISECONDS = 50;

/** A job that is followed by its name. */
export interface Followed {
  readonly signal: AbortSignal;
  onProgress(share: number): void;
  done(): void;
}

export function createQuestions(options: RelayOptions): {
  readonly handlers: QuestionHandlers;
  /** Of a model by its id, as it is now; null where there is none. */
  sourceOf(id: string): Promise<ModelSource | null>;
  cancel(job: string): void;
  follow(job: string): Followed;
} {
  const { inspector, imported } = options;
  /** The newest question of each job. */
  const jobs = new Map<string, AbortController>();

  /** Null where there is none: the inspector says so where it is needed. */
  async function refOf(id: string, { folders }: Pick<Surroundings, 'folders'>): Promise<ModelRef | null> {
    const name = id.slice(id.indexOf(':') + 1);
    // Names of folders only: what the page sends leads nowhere else.
    const plain = name === basename(name) && name !== '' && !name.startsWith('.');
    if (id.startsWith('run:') && plain) {
      const folder = join(folders.runs, name);
      return { id, key: `${id} ${await options.versionOf(folder)}`, source: { kind: 'run', folder } };
    }
    if (id.startsWith('model:') && plain) return { id, key: id, source: { kind: 'shipped', folder: join(folders.models, name) } };
    const given = imported();
    if (id !== 'imported' || !given) return null;
    const { number, summary, tensors } = given;
    return { id, key: `imported ${number}`, source: { kind: 'given', spec: summary.spec, tensors } };
  }

  function followed(job: string): Followed {
    jobs.get(job)?.abort();
    const own = new AbortController();
    jobs.set(job, own);
    let due = 0;
    return {
      signal: own.signal,
      onProgress(share) {
        const now = options.now();
        if (now < due) return;
        due = now + BETWEEN_PROGRESS_MILLISECONDS;
        options.onProgress(job, share);
      },
      done: () => void (jobs.get(job) === own && jobs.delete(job)),
    };
  }

  async function relay<Name extends QuestionName>(name: Name, { job, versions = {}, ...question }: QuestionInput<Name> & Asked) {
    const around = options.surroundings();
    const following = job === undefined ? null : followed(job);
    try {
      const refs = await Promise.all(questions[name].models(question).map((id) => refOf(id, around)));
      const models = Object.fromEntries(refs.flatMap((ref) => (ref ? [[ref.id, atVersion(ref, versions[ref.id])]] : [])));
      const surroundings: Surroundings = { ...around, models };
      // A question goes with the input of its own name; the compiler cannot follow that through an index.
      const input = { question, surroundings } as unknown as Parameters<typeof inspector.request<Name>>[1];
      return await inspector.request(name, input, following ?? {});
    } finally {
      following?.done();
    }
  }

  const names = Object.keys(questions) as QuestionName[];
  const handlers = Object.fromEntries(names.map((name) => [name, (input: never) => relay(name, input)]));
  return {
    handlers: handlers as unknown as QuestionHandlers,
    sourceOf: async (id) => (await refOf(id, options.surroundings()))?.source ?? null,
    cancel: (job) => jobs.get(job)?.abort(),
    follow: followed,
  };
}
