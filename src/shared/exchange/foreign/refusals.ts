/** Files of networks that are known by sight and not read: what they are, and what to do instead. A new one is an entry here. */

import { isPicture } from '../../data/pictures/decode';
import { isHdf5 } from '../../formats/hdf5';
import { holdsObjects, isNpy } from '../../formats/npy';
import { ParametersError } from '../../formats/parameters-error';
import { isTorchScript } from '../../formats/torch';
import { zipNames } from '../../formats/zip';
import { type Phrase, phrase } from '../../phrase';
import { GENERATOR } from '../networks/web-page/content';

interface Other {
  recognises(bytes: Uint8Array, text: string, file: string): boolean;
  readonly says: Phrase;
}

/** How much of a file is looked at. */
const BEGINNING = 8192;

const startsWith = (bytes: Uint8Array, start: readonly number[]) => start.every((byte, index) => bytes[index] === byte);
const isJson = (text: string) => /^\s*\{/.test(text);

const others: readonly Other[] = [
  { recognises: (bytes) => bytes.length === 0, says: phrase`is empty; choose another file` },
  { recognises: (bytes) => isPicture(bytes), says: phrase`is a picture, no network; predict it instead` },
  {
    recognises: (bytes) => isNpy(bytes) && !holdsObjects(bytes),
    says: phrase`is one NumPy array; a network is several in one file: numpy.savez`,
  },
  {
    recognises: (bytes) => startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) && zipNames(bytes).length === 0,
    says: phrase`is a zip that is cut short; fetch it again`,
  },
  {
    recognises: (bytes) => isTorchScript(bytes),
    says: phrase`is a TorchScript program of torch.jit, which is not run; in PyTorch, save its parameters: torch.save(model.state_dict(), "model.pth")`,
  },
  {
    recognises: (_bytes, text) =>
      isJson(text) &&
      /"(type|trainOpts|sizes)"\s*:/.test(text) &&
      /"layers"\s*:\s*\[/.test(text) &&
      /"(weights|biases)"\s*:/.test(text) &&
      /"trainOpts"|"type"\s*:\s*"(NeuralNetwork|FeedForward|RNN|LSTM|GRU)/.test(text),
    says: phrase`is a network of brain.js; write its layers' weights and biases as params.json: {"W1": …, "b1": …}, a row for each input`,
  },
  {
    recognises: (_bytes, text) => isJson(text) && /"neurons"\s*:\s*\[/.test(text) && /"connections"\s*:\s*\[|"trace"\s*:/.test(text),
    says: phrase`is a network of Synaptic or a program like it, neuron by neuron; write its weights as params.json: {"W1": …, "b1": …}, a row for each input`,
  },
  {
    recognises: (_bytes, text) => isJson(text) && /"(convnetjs|layer_type)"\s*:/.test(text),
    says: phrase`is a network of ConvNetJS; write its filters and biases as params.json: {"W1": …, "b1": …}`,
  },
  {
    recognises: (bytes, text, file) =>
      /\.(ckpt|index|meta|data-\d{5}-of-\d{5})$/i.test(file) &&
      !startsWith(bytes, [0x50, 0x4b]) &&
      !isHdf5(bytes) &&
      !startsWith(bytes, [0x80, 0x02]) &&
      !isJson(text),
    says: phrase`is a part of a TensorFlow checkpoint; load it with its program and save the model as .keras or .h5, or its variables by numpy.savez`,
  },
  {
    recognises: (bytes, text, file) =>
      /saved_model\.pb$|\.pb$/i.test(file) || (bytes[0] === 0x08 && bytes[1] === 0x01 && text.includes('saved_model')),
    says: phrase`is a TensorFlow graph (SavedModel); in Keras, model.save("model.keras") writes a file that is read here`,
  },
  {
    recognises: (bytes) => bytes[4] === 0x54 && bytes[5] === 0x46 && bytes[6] === 0x4c && bytes[7] === 0x33,
    says: phrase`is a TensorFlow Lite model; in Keras, model.save("model.keras") writes a file that is read here`,
  },
  {
    recognises: (_bytes, text, file) => /\.(dnn|model|cntk)$/i.test(file) && /CNTK|BCNTK|B\0C\0N\0/i.test(text),
    says: phrase`is a model of CNTK; CNTK writes it as ONNX: model.save("model.onnx", format=ModelFormat.ONNX)`,
  },
  {
    recognises: (_bytes, text) => /version.*?(CompositeFunction|PrimitiveFunction)/s.test(text) && text.includes('primitive_functions'),
    says: phrase`is a model of CNTK; CNTK writes it as ONNX: model.save("model.onnx", format=ModelFormat.ONNX)`,
  },
  {
    recognises: (bytes, text, file) =>
      /\.mpk(\.gz)?$/i.test(file) || (/burn/i.test(text.slice(0, 400)) && (/"metadata"/.test(text) || (bytes[0] ?? 0) >= 0x80)),
    says: phrase`is a record of Burn; in Burn, save it as safetensors (SafetensorsStore)`,
  },
  {
    recognises: (bytes) => zipNames(bytes).includes('configuration.json') && zipNames(bytes).includes('coefficients.bin'),
    says: phrase`is a model of Deeplearning4j; write its parameters as .npy arrays in one .npz`,
  },
  {
    recognises: (_bytes, text) => /^\s*<(!doctype html|html)/i.test(text) && !text.includes(GENERATOR),
    says: phrase`is a web page; the download failed, fetch the file itself`,
  },
  {
    recognises: (_bytes, text) => /^version https:\/\/git-lfs/.test(text),
    says: phrase`is a pointer of Git LFS, not the file itself; fetch it by “git lfs pull”`,
  },
  {
    recognises: (bytes) => startsWith(bytes, [0x4d, 0x41, 0x54, 0x4c, 0x41, 0x42, 0x20, 0x35]),
    says: phrase`is a MAT-file of MATLAB; scipy.io.loadmat reads its arrays, numpy.savez writes them for here`,
  },
];

/** Throws a ParametersError that says what a file is, where it is one that is not read. */
export function assertReadable(bytes: Uint8Array, file: string): void {
  const text = new TextDecoder('latin1').decode(bytes.subarray(0, BEGINNING));
  const found = others.find((other) => other.recognises(bytes, text, file));
  if (found) throw new ParametersError(file, found.says);
}
