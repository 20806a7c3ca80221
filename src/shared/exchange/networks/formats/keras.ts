/** Keras 3: a model in Python source, and its weights as npz beside it, in one zip. */
import { scalings } from '../../../data/batches/scaling';
import { describeNetwork } from '../../../nn/description';
import type { WindowGeometry } from '../../../nn/layers/window';
import { type PlacedOperation, placedOperations } from '../../../nn/operation';
import { imageSides } from '../../../nn/shape';
import { classList, idxMain, pythonNumber, pythonText, pythonTitle, type SourceNetwork } from '../python';
import type { ParameterFormat } from './format';
import { npz } from './npz';
import { sourceZip, WEIGHTS } from './source-zip';

export const keras: ParameterFormat = {
  type: 'keras',
  label: 'Keras',
  help: 'model.py, the network as source for Keras 3 on any backend, and its weights as npz.',
  extensions: ['keras.zip'],
  ...sourceZip(`${WEIGHTS}.npz`, npz, sourceOf),
};

/** model.py: of a design, too, which nothing was measured of. */
export function sourceOf({ name, network, scaling, testAccuracy }: SourceNetwork): string {
  const { scale, shift } = scalings[scaling];
  const [height, width, channels] = network.input;
  const writer = createWriter();
  const logits = writer.through(placedOperations(describeNetwork(network)), 'x');
  return `"""${pythonTitle(name, testAccuracy)}

    from model import load
    load().predict(images)     # images: [batch, ${height}, ${width}, ${channels}], bytes 0 ... 255; gives probabilities

    python model.py t10k-images-idx3-ubyte t10k-labels-idx1-ubyte
"""
import struct
import sys
from pathlib import Path

import keras
import numpy as np
from keras import layers, ops

${classList(network.classes)}


def build():
    images = keras.Input((${height}, ${width}, ${channels}))
    x = layers.Rescaling(${pythonNumber(scale)}, ${pythonNumber(shift)})(images)
${writer.lines.map((line) => `    ${line}`).join('\n')}
    return keras.Model(images, layers.Softmax()(${logits}))


def load(path=Path(__file__).with_name("${WEIGHTS}.npz")):
    """The model with its weights."""
    model, t = build(), np.load(path)
${writer.weights.map((line) => `    ${line}`).join('\n')}
    return model


class Pad(layers.Layer):
    """padding: ((top, bottom), (left, right))"""

    def __init__(self, padding, value):
        super().__init__()
        self.padding, self.value = padding, value

    def call(self, x):
        return ops.pad(x, ((0, 0), *self.padding, (0, 0)), constant_values=self.value)


class AveragePool(layers.Layer):
    """Means that leave out padding."""

    def __init__(self, window, stride, padding):
        super().__init__()
        self.window, self.stride, self.padding = window, stride, padding

    def call(self, x):
        def means(values):
            padded = ops.pad(values, ((0, 0), *self.padding, (0, 0)))
            return ops.average_pool(padded, self.window, self.stride, "valid", "channels_last")
        return means(x) / means(ops.ones_like(x))

${idxMain(`model.predict(batch.reshape(len(batch), ${height}, ${width}, ${channels}).astype("float32"), verbose=0)`).replace('    images, labels', '    model = load()\n    images, labels')}`;
}

/** Statements that make one value of another, and those that give each layer its weights. */
function createWriter() {
  const lines: string[] = [];
  const weights: string[] = [];
  let values = 0;
  let named = 0;

  function put(layer: string, from: string): string {
    const name = `x${++values}`;
    lines.push(`${name} = ${layer}(${from})`);
    return name;
  }

  /** A layer with weights has a name, by which it is given them. */
  function learnt(layer: string, parameters: string, from: string, tensors: readonly string[]): string {
    const name = `learnt_${++named}`;
    weights.push(`model.get_layer(${pythonText(name)}).set_weights([${tensors.join(', ')}])`);
    return put(`layers.${layer}(${parameters}${parameters ? ', ' : ''}name=${pythonText(name)})`, from);
  }

  const through = (steps: readonly PlacedOperation[], from: string): string => steps.reduce((value, step) => after(step, value), from);

  function after(step: PlacedOperation, x: string): string {
    const t = (letter: string) => `t[${pythonText(step.tensors[letter] ?? letter)}]`;
    const isImage = imageSides(step.input) !== null;
    switch (step.op) {
      case 'dense':
        return learnt('Dense', String(step.output[0]), isImage ? put('layers.Flatten()', x) : x, [t('W'), t('b')]);
      case 'convolution': {
        const { windowHeight, windowWidth, stride } = step.geometry;
        const parameters = `${step.output.at(-1)}, (${windowHeight}, ${windowWidth}), strides=${stride}`;
        return learnt('Conv2D', parameters, padded(step.geometry, '0.0', x), [`${t('W')}.transpose(2, 3, 1, 0)`, t('b')]);
      }
      case 'pooling': {
        const { windowHeight, stride, padding } = step.geometry;
        if (step.takes === 'largest')
          return put(`layers.MaxPooling2D(${windowHeight}, ${stride})`, padded(step.geometry, 'float("-inf")', x));
        return put(
          hasPadding(padding)
            ? `AveragePool(${windowHeight}, ${stride}, ${sides(padding)})`
            : `layers.AveragePooling2D(${windowHeight}, ${stride})`,
          x,
        );
      }
      case 'global mean':
        return put('layers.GlobalAveragePooling2D()', x);
      case 'batch normalisation': {
        const parameters = `momentum=${pythonNumber(step.momentum)}, epsilon=${pythonNumber(step.epsilon)}`;
        return learnt('BatchNormalization', parameters, x, ['gamma', 'beta', 'mean', 'variance'].map(t));
      }
      case 'activation':
        return put(step.curve.keras, x);
      case 'dropout':
        return put(`layers.Dropout(${pythonNumber(step.ratio)})`, x);
      case 'flatten':
        return isImage ? put('layers.Flatten()', x) : x;
      case 'sum': {
        const [main, past] = step.ways.map((way) => through(way, x));
        return put('layers.Add()', `[${main}, ${past}]`);
      }
      case 'join': {
        // Its vectors are flat as Kasane's are: pixel by pixel, the channels of a pixel together.
        const ways = step.ways.map((way) => through(way, x));
        return ways.length === 1 ? (ways[0] ?? x) : put('layers.Concatenate()', `[${ways.join(', ')}]`);
      }
      default:
        return step satisfies never;
    }
  }

  const padded = ({ padding }: WindowGeometry, value: string, x: string) =>
    hasPadding(padding) ? put(`Pad(${sides(padding)}, ${value})`, x) : x;

  return { lines, weights, through };
}

type Padding = WindowGeometry['padding'];

const hasPadding = (padding: Padding) => Object.values(padding).some((side) => side > 0);

const sides = ({ top, right, bottom, left }: Padding) => `((${top}, ${bottom}), (${left}, ${right}))`;
