/// <reference path="./source.d.ts" />
/** layers.py: the layers that every package has, and a class for each activation there is. */
import { layerKinds } from '../../../nn/layers';
import type { NumpyCurve } from '../../../nn/operation';
import layers from './layers.py?raw';

export const layersSource = (): string => [layers, ERROR_FUNCTION, ...activations().map(classOf)].join('\n\n');

const ERROR_FUNCTION = `def erf(x):
    """The error function of each number; NumPy has none."""
    return np.vectorize(math.erf, otypes=[x.dtype])(x)
`;

const activations = (): NumpyCurve[] =>
  layerKinds.flatMap((kind) => {
    if (kind.family !== 'activation') return [];
    const operation = kind.create({}).operation([1]);
    return operation.op === 'activation' ? [operation.curve.numpy] : [];
  });

function classOf({ name, settings, y, dx }: NumpyCurve): string {
  const names = Object.keys(settings);
  const own = (expression: string, ofLayer: readonly string[]) =>
    expression.replaceAll(/\b[a-z]+\b/g, (word) => (ofLayer.includes(word) ? `self.${word}` : word));
  const initialised =
    names.length === 0
      ? []
      : [
          `    def __init__(self, ${Object.entries(settings)
            .map(([setting, usual]) => `${setting}=${usual}`)
            .join(', ')}):`,
          ...names.map((setting) => `        self.${setting} = ${setting}`),
          '',
        ];
  return `${[
    `class ${name}:`,
    ...initialised,
    '    def forward(self, x, train_flg=False):',
    '        self.x = x',
    `        self.y = ${own(y, names)}`,
    '        return self.y',
    '',
    '    def backward(self, dout):',
    `        return ${own(dx, [...names, 'x', 'y'])}`,
  ].join('\n')}\n`;
}
