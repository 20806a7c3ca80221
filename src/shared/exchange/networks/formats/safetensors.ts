import { inFile } from '../../../formats/parameters-error';
import { parseSafetensors, serializeSafetensors } from '../../../formats/safetensors';
import type { ParameterFormat } from './format';
import { readToldText, toldOf } from './told';

const BRACE = 0x7b;

/** One file for PyTorch, NumPy and everybody: float32 tensors by name, what Kasane tells under the metadata's `kasane`. */
export const safetensors: ParameterFormat = {
  type: 'safetensors',
  label: 'safetensors',
  help: 'Float32 tensors by name in one small binary file, with everything that Kasane knows beside them; loaded by PyTorch, JAX, NumPy.',
  extensions: ['safetensors'],
  recognises: (bytes) => bytes[8] === BRACE && bytes[7] === 0 && bytes[6] === 0 && bytes[5] === 0,
  write: (trained) =>
    serializeSafetensors({ tensors: trained.tensors, metadata: { format: 'pt', kasane: JSON.stringify(toldOf(trained)) } }),
  read: (bytes, file) =>
    inFile(file, () => {
      const { tensors, metadata } = parseSafetensors(bytes, file, { othersToo: true });
      const told = readToldText(metadata.kasane, file);
      return { tensors, order: told?.flattened ?? 'channels', told };
    }),
};
