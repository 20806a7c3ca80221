/** A network as statements of Python that put it together of the classes in layers.py, and that take its gradients out again. */
import type { NetworkSpec } from '../../../nn/description';
import { describeNetwork } from '../../../nn/description';
import type { WindowGeometry } from '../../../nn/layers/window';
import { type PlacedOperation, placedOperations } from '../../../nn/operation';
import { imageSides } from '../../../nn/shape';
import type { FlattenOrder } from '../formats/format';
import { pythonNumber, pythonText } from '../python';

export interface Construction {
  /** `self.layers["Conv1"] = Convolution(p["W1"], p["b1"], pad=1)` */
  readonly layers: readonly string[];
  /** `grads["W1"], grads["b1"] = self.layers["Conv1"].dW, self.layers["Conv1"].db`, a statement for each layer that learns. */
  readonly gradients: readonly string[];
}

/** One step: what the book calls such layers, the call that makes it, and what it learns, as paths below it. */
interface Step {
  readonly key: string;
  readonly call: string;
  readonly learnt: readonly Learnt[];
}

interface Learnt {
  /** From the layer to the one that has the parameters: `.layers[0]` of a block. */
  readonly path: string;
  /** By the parameter's name in the layer: W → W3. */
  readonly tensors: readonly (readonly [string, string])[];
}

export function numpyConstruction(network: NetworkSpec, order: FlattenOrder): Construction {
  const counts = new Map<string, number>();
  const steps = stepsOf(placedOperations(describeNetwork(network)), order);
  const layers: string[] = [];
  const gradients: string[] = [];
  for (const { key, call, learnt } of steps) {
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    const place = `self.layers[${pythonText(`${key}${count}`)}]`;
    layers.push(`${place} = ${call}`);
    for (const { path, tensors } of learnt) {
      const left = tensors.map(([, tensor]) => `grads[${pythonText(tensor)}]`).join(', ');
      gradients.push(`${left} = ${tensors.map(([name]) => `${place}${path}.d${name}`).join(', ')}`);
    }
  }
  return { layers, gradients };
}

const stepsOf = (operations: readonly PlacedOperation[], order: FlattenOrder): Step[] =>
  operations.flatMap((each) => stepsOfOne(each, order));

function stepsOfOne(operation: PlacedOperation, order: FlattenOrder): Step[] {
  const p = (letter: string) => `p[${pythonText(operation.tensors[letter] ?? letter)}]`;
  const plain = (key: string, call: string): Step => ({ key, call, learnt: [] });
  const learns = (key: string, call: string, ...names: string[]): Step => ({
    ...{ key, call },
    learnt: [{ path: '', tensors: names.map((name) => [name, operation.tensors[name] ?? name] as const) }],
  });
  const isImage = imageSides(operation.input) !== null;
  switch (operation.op) {
    case 'dense': {
      const laidOut = isImage && order === 'pixels' ? [plain('Flatten', 'FlattenPixels()')] : [];
      return [...laidOut, learns('Affine', `Affine(${p('W')}, ${p('b')})`, 'W', 'b')];
    }
    case 'convolution': {
      const { stride, padding } = operation.geometry;
      const window = `${stride === 1 ? '' : `, stride=${stride}`}${isNone(padding) ? '' : `, pad=${padText(padding)}`}`;
      return [learns('Conv', `Convolution(${p('W')}, ${p('b')}${window})`, 'W', 'b')];
    }
    case 'pooling': {
      const { windowHeight, windowWidth, stride, padding } = operation.geometry;
      const kind = operation.takes === 'largest' ? 'Pooling' : 'AveragePooling';
      const pad = isNone(padding) ? '' : `, pad=${padText(padding)}`;
      return [plain('Pool', `${kind}(${windowHeight}, ${windowWidth}, stride=${stride}${pad})`)];
    }
    case 'global mean':
      return [plain('Pool', 'GlobalAveragePooling()')];
    case 'batch normalisation': {
      const { momentum, epsilon } = operation;
      const settings = `${pythonNumber(momentum)}, ${p('mean')}, ${p('variance')}, ${pythonNumber(epsilon)}`;
      return [learns('BatchNorm', `BatchNormalization(${p('gamma')}, ${p('beta')}, ${settings})`, 'gamma', 'beta')];
    }
    case 'activation': {
      const { name, settings } = operation.curve.numpy;
      const given = Object.entries(settings).map(([setting, value]) => `${setting}=${pythonNumber(value)}`);
      return [plain(name, `${name}(${given.join(', ')})`)];
    }
    case 'dropout':
      return [plain('Dropout', `Dropout(${pythonNumber(operation.ratio)})`)];
    case 'flatten':
      return isImage ? [plain('Flatten', order === 'pixels' ? 'FlattenPixels()' : 'Flatten()')] : [];
    case 'sum': {
      const [main = [], past = []] = operation.ways.map((way) => stepsOf(way, order));
      return [
        {
          key: 'Residual',
          call: `Residual(${listed(main)}${past.length > 0 ? `, ${listed(past)}` : ''})`,
          learnt: [...learntOf(main, 'layers'), ...learntOf(past, 'shortcut')],
        },
      ];
    }
    case 'join': {
      const ways = operation.ways.map((way) => stepsOf(way, order));
      return [
        {
          key: 'Parallel',
          call: `Parallel(${ways.map(listed).join(', ')})`,
          learnt: ways.flatMap((way, index) => learntOf(way, `branches[${index}]`)),
        },
      ];
    }
    default:
      return operation satisfies never;
  }
}

/** A layer a line, as people write it. */
const listed = (steps: readonly Step[]) => `[\n${steps.map(({ call }) => `    ${call.replaceAll('\n', '\n    ')},\n`).join('')}]`;

/** What the layers of a list learn, by the list's name in its block. */
const learntOf = (steps: readonly Step[], name: string): Learnt[] =>
  steps.flatMap(({ learnt }, index) => learnt.map((each) => ({ ...each, path: `.${name}[${index}]${each.path}` })));

type Padding = WindowGeometry['padding'];

const isNone = ({ top, right, bottom, left }: Padding) => top + right + bottom + left === 0;

const padText = ({ top, right, bottom, left }: Padding) =>
  top === right && right === bottom && bottom === left ? String(top) : `(${top}, ${right}, ${bottom}, ${left})`;
