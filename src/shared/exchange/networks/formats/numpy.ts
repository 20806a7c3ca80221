/** NumPy: the network as a package of source in the manner of the book, with its parameters as the book saves them, in one zip. */
import { zipSync } from 'fflate';
import { scalings } from '../../../data/batches/scaling';
import { inFile, ParametersError } from '../../../formats/parameters-error';
import { parsePickle } from '../../../formats/pickle';
import { writePickle } from '../../../formats/pickle-writer';
import { unpackEntries, ZIP_EPOCH, zipNames } from '../../../formats/zip';
import type { NetworkSpec } from '../../../nn/description';
import type { NamedTensor } from '../../../nn/parameter';
import { phrase } from '../../../phrase';
import { parseRunSpec } from '../../../spec/parse-run-spec';
import { toOrder } from '../flatten-order';
import data from '../numpy/data.py?raw';
import { layersSource } from '../numpy/layers-source';
import { networkSource } from '../numpy/network-source';
import { optimizerSource, trainSource } from '../numpy/train-source';
import { pythonNumber } from '../python';
import type { FlattenOrder, ParameterFormat } from './format';
import { readToldText, toldOf } from './told';

const NETWORK = 'network.py';
const PARAMETERS = 'params.pkl';
const TOLD = 'kasane.json';

/** Laid out as the book does, but for networks whose blocks then have no equal. */
export function bookOrder(network: NetworkSpec, tensors: readonly NamedTensor[]): { order: FlattenOrder; tensors: readonly NamedTensor[] } {
  try {
    return { order: 'channels', tensors: toOrder(network, tensors, 'channels') };
  } catch (error) {
    if (error instanceof ParametersError) return { order: 'pixels', tensors };
    throw error;
  }
}

export const numpy: ParameterFormat = {
  type: 'numpy',
  label: 'NumPy, as the book writes it',
  help: 'Source in the manner of the book’s chapters 4 to 8: layers with forward and backward, optimizers, a program that trains on, and params.pkl.',
  extensions: ['numpy.zip'],
  recognises(bytes) {
    const names = zipNames(bytes);
    return names.includes(NETWORK) && names.includes(PARAMETERS);
  },
  write(trained) {
    const { network, scaling, testAccuracy } = trained;
    const spec = parseRunSpec(trained.spec);
    const { scale, shift } = scalings[scaling];
    const { order, tensors } = bookOrder(network, trained.tensors);
    const sources = {
      [NETWORK]: networkSource({ ...spec, network }, order, testAccuracy),
      'layers.py': layersSource(),
      'optimizer.py': optimizerSource(),
      'data.py': data.replace(
        '\n\ndef read_array',
        `\n# input = byte * SCALE + SHIFT\nSCALE, SHIFT = ${pythonNumber(scale)}, ${pythonNumber(shift)}\n\n\ndef read_array`,
      ),
      'train.py': trainSource(spec),
      [TOLD]: JSON.stringify(toldOf(trained, order)),
    };
    const files = Object.fromEntries(Object.entries(sources).map(([name, text]) => [name, new TextEncoder().encode(text)]));
    // Weights hardly shrink.
    return new Uint8Array(zipSync({ ...files, [PARAMETERS]: [writePickle(tensors), { level: 0 }] }, { mtime: ZIP_EPOCH }));
  },
  read: (bytes, file) =>
    inFile(file, () => {
      const entries = unpackEntries(bytes, file, (name) => name === PARAMETERS || name === TOLD);
      const content = entries[PARAMETERS];
      if (!content) throw new ParametersError(file, phrase`holds no ${PARAMETERS}; export the network again`);
      const text = entries[TOLD];
      const told = readToldText(text && new TextDecoder().decode(text), file);
      return { tensors: inFile(PARAMETERS, () => parsePickle(content)), order: told?.flattened ?? 'channels', told };
    }),
};
