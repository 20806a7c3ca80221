import { inFile, ParametersError } from '../../../formats/parameters-error';
import { describe, type Value } from '../../../formats/pickle-machine';
import { isClosed, isTensor, isTorch, readTorch, type TorchFile, type TorchTensor } from '../../../formats/torch';
import { USUAL_KEYS } from '../../../formats/usual-keys';
import { elementCount } from '../../../nn/parameter';
import { phrase } from '../../../phrase';
import type { ParameterFormat } from './format';

const DEEPEST = 4;
/** What PyTorch's wrappers put before every name. */
const WRAPPERS = /^(module|_orig_mod|model)\./;

/** PyTorch's own files: state dictionaries, and checkpoints that hold one. Modules that were saved whole are not opened. */
export const torchState: ParameterFormat = {
  type: 'torch-state',
  label: 'PyTorch state dictionary (.pt, .pth)',
  help: 'What torch.save(model.state_dict(), file) writes, or a checkpoint with one in it; nothing in the file is run.',
  extensions: ['pth', 'pt', 'ckpt', 'bin'],
  recognises: isTorch,
  write: null,
  read: (bytes, file) =>
    inFile(file, () => {
      const found = readTorch(bytes, file);
      const state = stateIn(found.content, DEEPEST);
      if (!state) throw refusal(found);
      if (state.reduce((sum, [, { shape }]) => sum + elementCount(shape), 0) > 2 * bytes.length)
        throw new ParametersError('', phrase`tells of more numbers than it has bytes; it is damaged`);
      const wrapper = state.every(([name]) => WRAPPERS.test(name)) ? WRAPPERS : '';
      const tensors = state.map(([name, tensor]) => found.numbers(tensor, name.replace(wrapper, '')));
      return { tensors, order: 'channels', told: null };
    }),
};

/** The tensors of a dict of tensors; of a checkpoint those of the dict in it that is most likely one. */
function stateIn(value: Value, depth: number): [string, TorchTensor][] | null {
  if (!(value instanceof Map) || depth === 0) return null;
  for (const key of USUAL_KEYS) {
    const usual = value.get(key);
    const found = usual === undefined ? null : stateIn(usual, depth - 1);
    if (found) return found;
  }
  const tensors = [...value].flatMap(([key, each]): [string, TorchTensor][] =>
    typeof key === 'string' && isTensor(each) && elementCount(each.shape) > 1 ? [[key, each]] : [],
  );
  if (tensors.length > 0) return tensors;
  const rank = (key: Value) => (USUAL_KEYS.includes(String(key)) ? USUAL_KEYS.indexOf(String(key)) : USUAL_KEYS.length);
  const inner = [...value].filter(([key]) => !/optim|sched|scaler/i.test(String(key))).toSorted(([a], [b]) => rank(a) - rank(b));
  for (const [, each] of inner) {
    const found = stateIn(each, depth - 1);
    if (found) return found;
  }
  return null;
}

function refusal({ content }: TorchFile): ParametersError {
  const whole = isClosed(content) ? content : content instanceof Map ? [...content.values()].find(isClosed) : undefined;
  // What Python's libraries are made of is no model.
  if (whole && !/^(numpy|torch|collections|builtins)\b/.test(whole.name))
    return new ParametersError(
      '',
      phrase`is a whole model, an object of ${whole.name}, which only its own program can open; there, save its parameters: torch.save(model.state_dict(), "model.pth")`,
    );
  return new ParametersError(
    '',
    phrase`holds ${describe(content)}, no state dictionary; save one: torch.save(model.state_dict(), "model.pth")`,
  );
}
