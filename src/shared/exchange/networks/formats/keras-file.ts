import { type Hdf5, isHdf5, readHdf5 } from '../../../formats/hdf5';
import { inFile, ParametersError } from '../../../formats/parameters-error';
import { unpackEntries, zipNames } from '../../../formats/zip';
import { parseJson } from '../../../json';
import { elementCount } from '../../../nn/parameter';
import { phrase } from '../../../phrase';
import type { Numbers } from '../../foreign/described';
import { kerasNetwork, type WeightsOf } from '../../foreign/keras-config';
import type { ParameterFormat, ReadNetwork } from './format';

const [CONFIG, WEIGHTS] = ['config.json', 'model.weights.h5'];
const MODEL_CONFIG = 'model_config';

/** Keras' own files, of versions 2 and 3: `.keras`, and HDF5 with the configuration in it or weights alone. */
export const kerasFile: ParameterFormat = {
  type: 'keras-file',
  label: 'Keras (.keras, .h5)',
  help: 'What model.save(file) writes: Sequential models and chains of layers. Weights alone are read as well, and their network found out.',
  extensions: ['keras', 'h5', 'hdf5'],
  recognises: (bytes) => isHdf5(bytes) || [CONFIG, WEIGHTS].every((name) => zipNames(bytes).includes(name)),
  write: null,
  read: (bytes, file) => inFile(file, () => (isHdf5(bytes) ? ofHdf5(readHdf5(bytes)) : ofZip(bytes, file))),
};

function ofZip(bytes: Uint8Array, file: string): ReadNetwork {
  const entries = unpackEntries(bytes, file, (name) => name === CONFIG || name === WEIGHTS);
  const { arrays } = readHdf5(entries[WEIGHTS] ?? new Uint8Array());
  return described(jsonOf(new TextDecoder().decode(entries[CONFIG])), byVariables(arrays));
}

function ofHdf5({ arrays, texts }: Hdf5): ReadNetwork {
  const config = texts[MODEL_CONFIG];
  if (config !== undefined) return described(jsonOf(config), byNames(arrays));
  const weights = arrays.filter(({ name, shape }) => !/^(optimizer|metrics)/.test(name) && elementCount(shape) > 1);
  if (weights.length === 0) throw new ParametersError('', phrase`holds no arrays of floats; save the model: model.save("model.keras")`);
  return { tensors: weights.map((each) => ({ ...each, name: shortName(each.name) })), order: 'pixels', told: null };
}

const described = (config: unknown, weightsOf: WeightsOf): ReadNetwork => {
  const network = kerasNetwork(config, weightsOf);
  return { tensors: [], order: network.order, told: null, described: network };
};

function jsonOf(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    throw new ParametersError(CONFIG, phrase`is no JSON; the file is damaged`);
  }
}

/** `model_weights/dense/sequential/dense/kernel:0` as `dense/kernel`. */
const shortName = (name: string) => {
  const parts = name
    .replace(/:0$/, '')
    .split('/')
    .filter((part) => part !== 'vars' && part !== 'layers' && part !== 'model_weights');
  return [...new Set(parts)].join('/');
};

/** By the names that TensorFlow gives variables, within the group of their layer. */
const byNames =
  (arrays: Hdf5['arrays']): WeightsOf =>
  ({ name }, roles) =>
    Object.fromEntries(
      roles.map((role) => [
        role,
        arrays.find((each) => {
          const parts = each.name.replace(/:0$/, '').split('/');
          return parts.includes(name) && parts.at(-1) === role && !parts.includes('optimizer_weights');
        }),
      ]),
    );

/** By their place among the variables of a layer, which is called as in the configuration or by its class and ordinal. */
const byVariables =
  (arrays: Hdf5['arrays']): WeightsOf =>
  ({ name, className, ordinal }, roles) => {
    const ofClass = `${snake(className)}${ordinal === 0 ? '' : `_${ordinal}`}`;
    const variable = (layer: string, index: number): Numbers | undefined =>
      arrays.find((each) => each.name.endsWith(`/${layer}/vars/${index}`) && !/^(optimizer|metrics)/.test(each.name));
    const layer = [ofClass, name].find((each) => variable(each, 0)) ?? name;
    return Object.fromEntries(roles.map((role, index) => [role, variable(layer, index)]));
  };

/** BatchNormalization is batch_normalization, Conv2D conv2d. */
const snake = (name: string) =>
  name
    .replace(/([a-z0-9])([A-Z][a-z])/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
