import { nested, readNested } from '../../../formats/nested-lists';
import { inFile, ParametersError } from '../../../formats/parameters-error';
import { isObject, parseStrictJson, utf8 } from '../../../formats/strict-json';
import { phrase } from '../../../phrase';
import type { ParameterFormat } from './format';
import { readTold, TOLD_FORMAT, toldOf } from './told';

/** How much of a file is looked at to recognise it. */
const BEGINNING = 4096;

/** Everything in one text: what `told.ts` tells of the network, and its parameters as nested lists. */
export const kasaneJson: ParameterFormat = {
  type: 'kasane-json',
  label: 'Kasane network (JSON)',
  help: 'Everything in one text: the spec, how inputs are made, the accuracy, and the parameters as nested lists.',
  extensions: ['network.json'],
  recognises: (bytes) => isObject(bytes) && new TextDecoder().decode(bytes.subarray(0, BEGINNING)).includes(`"${TOLD_FORMAT}"`),
  write: (trained) => {
    const parameters = Object.fromEntries(trained.tensors.map((tensor) => [tensor.name, nested(tensor)]));
    return new TextEncoder().encode(JSON.stringify({ ...toldOf(trained), parameters }));
  },
  read(bytes, file) {
    return inFile(file, () => {
      const { parameters, ...rest } = parseStrictJson(utf8(bytes, file));
      const told = readTold(rest, file);
      if (!told) throw new ParametersError('', phrase`tells nothing of its network; the file is damaged`);
      return { tensors: readNested(parameters, 'parameters'), order: told.flattened, told };
    });
  },
};
