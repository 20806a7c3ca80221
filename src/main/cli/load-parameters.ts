import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Dataset } from '@shared/data/image-set';
import type { ImportSources } from '@shared/exchange/foreign/import-parameters';
import { recognitionText } from '@shared/exchange/foreign/recognition';
import { readParameters } from '../files/parameters-file';
import { loadModel, type Model } from '../models/model';
import { MODEL_FILE, modelsFolder } from '../models/shipped-model';
import { usualRunsFolder } from '../runs/location';
import { recycledTeam, usualThreads } from '../threads/team';
import { nameItsNetwork } from './options';
import { note } from './output';

/**
 * The network at `place`: a run's folder or name, the name or folder of a model, or else a file of parameters of any format, of
 * which it says what was found out, on stderr unless told otherwise.
 */
export async function loadParameters(
  place: string,
  dataset: Dataset,
  { tell = note, ...hints }: Pick<ImportSources, 'activation' | 'spec'> & { tell?(text: string): void } = {},
): Promise<Pick<Model, 'spec' | 'tensors'>> {
  const folder = [place, join(modelsFolder(), place), join(usualRunsFolder(), place)].find(
    (each) => existsSync(join(each, 'run.json')) || existsSync(join(each, MODEL_FILE)),
  );
  if (folder !== undefined) {
    const kind = existsSync(join(folder, MODEL_FILE)) ? 'shipped' : 'run';
    return loadModel({ kind, folder });
  }
  const { summary, recognised, spec, tensors } = await readParameters(place, {
    dataset,
    ...hints,
    remedy: nameItsNetwork,
    createTeam: recycledTeam(usualThreads()),
  });
  if (recognised) tell(`${basename(place)}: ${summary}; ${recognitionText(recognised)}`);
  return { spec, tensors };
}
