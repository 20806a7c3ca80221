/** A run's record as others see it: as a run at hand, as a row of the list, as what is compared of it. */
import {
  factsOf,
  type RunDetails,
  type RunMaking,
  type RunState,
  type RunStatus,
  type RunSummary,
  splitKey,
  untrained,
} from '@shared/contracts/run';
import { emptyCurve } from '@shared/contracts/run-curve';
import { isOriginalTestSet } from '@shared/data/originals';
import { errorData } from '@shared/kasane-error';
import { describeNetwork, networkSummary, parameterCount } from '@shared/nn/description';
import { currentSpecOf, specAt } from '@shared/spec/changes';
import { noLabel } from '@shared/spec/run-label';
import { datasetRef } from '../datasets/dataset-ref';
import { usualThreads } from '../threads/team';
import { type RunRecord, readableOf } from './record';

/** Iterations that it is to train for now, if its length was changed since it began. */
const plannedIterations = ({ spec, changes, iterations }: RunRecord): number =>
  (iterations / spec.training.duration.count) * currentSpecOf({ spec, changes }).training.duration.count;

/** As it stood at a checkpoint. `seen`: what its metrics and evaluations tell up to there. */
export function stateOf(
  record: RunRecord,
  folder: string,
  iteration: number,
  seen: Pick<RunState, 'seconds' | 'evaluations' | 'validations' | 'passedOver'>,
): Omit<RunState, 'id'> {
  return {
    ...untrained,
    ...factsOf(record),
    ...seen,
    changes: record.changes.filter((change) => change.iteration <= iteration),
    folder,
    status: statusOf(record),
    iteration,
    iterations: plannedIterations(record),
    parameterCount: parameterCount(describeNetwork(record.spec.network)),
    threads: usualThreads(),
    exportable: iteration,
  };
}

/** Whoever shows a run that is not ended does not train it. */
const statusOf = ({ status }: RunRecord): RunStatus =>
  status.phase === 'running' || status.phase === 'paused' ? { phase: 'interrupted' } : status;

/** What only its folder tells of a run. */
interface Found {
  readonly folder: string;
  /** The iteration of its newest parameters. */
  readonly exportable: number | null;
  readonly outcome: RunRecord['outcome'];
  readonly isTrained: boolean;
}

export function rowOf(record: RunRecord, { folder, exportable, outcome, isTrained }: Found): RunSummary {
  const { spec, changes, label, status, created, from, dataset } = record;
  const { network, data, optimizer, name: design } = exportable === null ? spec : specAt(spec, changes, exportable);
  return {
    folder,
    state: rowStateOf(record, isTrained),
    trouble: status.phase === 'failed' ? status.error : null,
    label,
    design,
    network: networkSummary(network),
    created,
    seed: spec.seed,
    // One that was changed while it trained differs by more than its seed.
    repeat: changes.length > 0 ? null : record.repeat,
    from,
    iterations: plannedIterations(record),
    exportable,
    images: {
      input: network.input,
      classes: network.classes,
      recipe: network.recipe,
      scaling: data.scaling,
      original: isOriginalTestSet(dataset.checksums),
      dataset: datasetRef(dataset.folder, dataset.checksums),
      split: splitKey(spec),
    },
    optimizer: optimizer.type,
    isSealed: null,
    ...figuresOf(outcome),
    // Its parameters go on from those that were evaluated.
    ...(status.phase !== 'finished' && { test: null }),
  };
}

function rowStateOf({ status }: RunRecord, isTrained: boolean): RunSummary['state'] {
  if (status.phase === 'finished') return status.reason;
  if (status.phase === 'failed') return 'failed';
  return isTrained ? 'training' : 'interrupted';
}

/** Of a run whose record or parameters cannot be read: what could be. `text`: its record as it lies there. */
export function damagedRow(folder: string, error: unknown, text: string, exportable: number | null): RunSummary {
  const found = (pattern: RegExp) => pattern.exec(text)?.[1];
  const { label, outcome } = readableOf(text);
  const [, day, time, design] = /^(\d{4}-\d\d-\d\d) (\d\d\.\d\d\.\d\d) (.+)/.exec(folder) ?? [];
  const figures = figuresOf(outcome ?? null);
  return {
    folder,
    state: 'damaged',
    trouble: errorData(error),
    label: label ?? noLabel,
    design: found(/"spec": *\{[^{}]*?"name": *"([^"\\]{1,80})"/) ?? design ?? folder,
    network: '',
    created: moment(found(/"created": *"([^"]+)"/)) ?? moment(day && time && `${day}T${time.replaceAll('.', ':')}.000Z`) ?? '',
    seed: null,
    repeat: null,
    from: 'initial',
    iterations: 0,
    exportable,
    images: null,
    optimizer: null,
    isSealed: null,
    ...figures,
    iteration: outcome?.iteration ?? exportable ?? 0,
  };
}

const moment = (text: string | undefined) => (text && !Number.isNaN(Date.parse(text)) ? text : undefined);

/** What it came to. */
const figuresOf = (outcome: RunRecord['outcome']) => ({
  iteration: outcome?.iteration ?? 0,
  parameters: outcome?.parameters ?? null,
  seconds: outcome?.seconds ?? 0,
  training: outcome?.training ?? null,
  validation: outcome?.validation ?? null,
  test: outcome?.test ?? null,
});

const makingOf = (record: RunRecord): RunMaking => ({
  ...factsOf(record),
  dataset: { checksums: record.dataset.checksums, original: isOriginalTestSet(record.dataset.checksums) },
});

/** Null for a run that nothing can be read of. */
export function detailsOf(
  folder: string,
  record: RunRecord | null,
  curves: Pick<RunDetails, 'metrics' | 'validations' | 'damagedLines'> | null,
): RunDetails | null {
  if (!record && !curves?.metrics.iterations.length) return null;
  const { metrics, validations, damagedLines } = curves ?? { metrics: emptyCurve(), validations: [], damagedLines: 0 };
  return { folder, making: record && makingOf(record), metrics, validations, damagedLines };
}
