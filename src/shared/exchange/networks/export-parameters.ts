/** From a trained network to a file of parameters, read again before anybody is told that it is good. */
import { labelledAs } from '../../data/class-names';
import type { Dataset, ImageSet } from '../../data/image-set';
import { ParametersError } from '../../formats/parameters-error';
import { KasaneError } from '../../kasane-error';
import type { NamedTensor } from '../../nn/parameter';
import { phrase } from '../../phrase';
import type { RunSpec } from '../../spec/run-spec';
import { createClassifier } from '../../training/classifier';
import { complete, type Evaluation } from '../../training/evaluation';
import type { TeamFactory } from '../../training/team';
import { importParameters } from '../foreign/import-parameters';
import { parameterFormats } from './formats';
import type { ParameterFormat, TrainedNetwork } from './formats/format';

/** Formats that are written, not only read. */
export const exportFormats = parameterFormats.filter(
  (format): format is ParameterFormat & { write: NonNullable<ParameterFormat['write']> } => format.write !== null,
);

/** Throws a KasaneError that names those there are. */
export function exportFormat(type: string) {
  const found = exportFormats.find((format) => format.type === type);
  if (!found) throw new KasaneError(phrase`${type}: is no format; use ${exportFormats.map((format) => format.type).join(', ')}`, 'format');
  return found;
}

/** A network as it was trained. */
export interface ExportedNetwork {
  readonly spec: RunSpec;
  readonly tensors: readonly NamedTensor[];
}

const trainedNetwork = ({ spec, tensors }: ExportedNetwork, testAccuracy: number): TrainedNetwork => ({
  spec,
  name: spec.name,
  network: spec.network,
  scaling: spec.data.scaling,
  tensors,
  testAccuracy,
});

export interface CheckedExport {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly images: number;
  /** On the test images, of the network and of what was read from its file again, 0 … 1. */
  readonly accuracy: number;
}

/** Answers that may differ where a format folds the scaling of inputs into weights, which rounds them anew. */
const MOST_DIFFERENT = 2e-4;
/** The same of a format that rounds all numbers. */
const MOST_ROUNDED = 0.02;

/**
 * The file's bytes, once they were read again and answer the test images as the network does. Throws a ParametersError where
 * the network has no equal in the format, or what was read is not what was written.
 */
export function exportChecked(type: string, exported: ExportedNetwork, dataset: Dataset, createTeam: TeamFactory): CheckedExport {
  const format = exportFormat(type);
  const ours = evaluated(exported, dataset.test, createTeam);
  const bytes = format.write(trainedNetwork(exported, ours.accuracy));
  const name = `${exported.spec.name}.${format.extensions[0]}`;
  const again = importParameters(bytes, name, { dataset, createTeam, spec: exported.spec });
  const theirs = evaluated(again, dataset.test, createTeam);
  if (Math.abs(ours.accuracy - theirs.accuracy) > (format.rounds ? MOST_ROUNDED : MOST_DIFFERENT))
    throw new ParametersError(
      name,
      phrase`reads ${theirs.correct} of ${theirs.images} test images right where the network reads ${ours.correct}; nothing was written`,
    );
  const own = format.rounds ? format.write(trainedNetwork(exported, theirs.accuracy)) : bytes;
  return { bytes: own, images: ours.images, accuracy: theirs.accuracy };
}

export interface CheckedExports {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Of each network, on the test images it was checked on, 0 … 1. */
  readonly accuracies: readonly number[];
}

/** A trained network with the data that its file is checked on. */
export interface ExportedWithData extends ExportedNetwork {
  readonly dataset: Dataset;
}

/** One file of one network or several, each checked as `exportChecked` does. Throws a KasaneError where the format takes no more than one. */
export function exportAllChecked(type: string, all: readonly ExportedWithData[], createTeam: TeamFactory): CheckedExports {
  const { writeAll } = exportFormat(type);
  if (all.length > 1 && !writeAll)
    throw new KasaneError(phrase`${type}: holds one network; write a web page (.html), or give one`, 'params');
  const checked = all.map((each) => exportChecked(type, each, each.dataset, createTeam));
  const accuracies = checked.map(({ accuracy }) => accuracy);
  const [{ bytes } = { bytes: new Uint8Array() }] = checked;
  if (all.length === 1 || !writeAll) return { bytes, accuracies };
  return { bytes: writeAll(all.map((each, index) => trainedNetwork(each, accuracies[index] ?? 0))), accuracies };
}

/** What a network does on a set. */
export function evaluated({ spec, tensors }: ExportedNetwork, set: ImageSet, createTeam: TeamFactory): Evaluation {
  const classifier = createClassifier(spec.network, spec.data.scaling, tensors, createTeam);
  try {
    return complete(classifier.evaluate(labelledAs(set, spec.network.classes)));
  } finally {
    classifier.close();
  }
}
