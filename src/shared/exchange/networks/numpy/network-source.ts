/** network.py: the network of the package, as the book writes its own. */
import { createFrom } from '../../../kind';
import type { NetworkSpec } from '../../../nn/description';
import { lossKinds } from '../../../nn/losses';
import { optimizerKinds } from '../../../nn/optimizers';
import type { RunSpec } from '../../../spec/run-spec';
import type { FlattenOrder } from '../formats/format';
import { classList, pythonNumber, pythonTitle } from '../python';
import { numpyConstruction } from './construction';

/** What of a spec the network's own class says. */
export type NumpyNetworkSpec = Pick<RunSpec, 'name' | 'optimizer' | 'training'> & {
  readonly network: NetworkSpec & { readonly classes: readonly string[] };
};

export function networkSource(
  { name, network, optimizer, training }: NumpyNetworkSpec,
  order: FlattenOrder,
  testAccuracy: number | null,
): string {
  const { layers, gradients } = numpyConstruction(network, order);
  const [height, width, channels] = network.input;
  const { weightDecay } = createFrom(optimizerKinds, optimizer);
  const { clipNorm, loss } = training;
  const indented = (lines: readonly string[]) => lines.map((line) => `        ${line.replaceAll('\n', '\n        ')}`).join('\n');
  const decay =
    weightDecay === 0
      ? []
      : [
          `        for key in grads:`,
          '            if key.startswith("W"):',
          '                grads[key] = grads[key] + self.weight_decay_lambda * self.params[key]',
        ];
  const clip =
    clipNorm === 0
      ? []
      : [
          '        norm = np.sqrt(sum(np.sum(grad ** 2) for grad in grads.values()))',
          `        if norm > ${pythonNumber(clipNorm)}:`,
          `            grads = {key: grad * (${pythonNumber(clipNorm)} / norm) for key, grad in grads.items()}`,
        ];
  return `"""${pythonTitle(name, testAccuracy)}

    python3 network.py t10k-images-idx3-ubyte t10k-labels-idx1-ubyte     # its accuracy in percent

    from network import Network
    network = Network()                       # with what params.pkl holds
    softmax(network.predict(x))               # x: [batch, ${channels}, ${height}, ${width}], as data.py gives it
"""
import pickle
import sys
from collections import OrderedDict
from pathlib import Path

import numpy as np

from data import load_images, load_labels
from layers import *

${classList(network.classes)}


class Network:
    def __init__(self, params=None):
        self.params = load_params() if params is None else params
        p = self.params
${weightDecay === 0 ? '' : `        self.weight_decay_lambda = ${pythonNumber(weightDecay)}\n`}        self.layers = OrderedDict()
${indented(layers)}
        self.last_layer = ${createFrom(lossKinds, loss).numpy}

    def predict(self, x, train_flg=False):
        """Scores, of which softmax makes probabilities: [batch, ${network.classes.length}]"""
        for layer in self.layers.values():
            x = layer.forward(x, train_flg)
        return x

    def loss(self, x, t, train_flg=False):
        """The mean loss over the batch, nats.${weightDecay === 0 ? '' : ' Weight decay counts.'} t: the number of each image's class."""
${
  weightDecay === 0
    ? '        return self.last_layer.forward(self.predict(x, train_flg), t)'
    : `        weights = sum(np.sum(value ** 2) for key, value in self.params.items() if key.startswith("W"))
        return self.last_layer.forward(self.predict(x, train_flg), t) + 0.5 * self.weight_decay_lambda * weights`
}

    def accuracy(self, x, t, batch_size=100):
        """Share of the images that are read right, 0 to 1."""
        right = 0
        for start in range(0, len(x), batch_size):
            y = self.predict(x[start:start + batch_size])
            right += np.sum(y.argmax(axis=1) == t[start:start + batch_size])
        return right / len(x)

    def gradient(self, x, t):
        """By backpropagation: of each parameter its gradient, by name."""
        self.loss(x, t, train_flg=True)
        dout = self.last_layer.backward(1)
        for layer in reversed(list(self.layers.values())):
            dout = layer.backward(dout)

        grads = {}
${indented(gradients)}
${[...clip, ...decay].map((line) => `${line}\n`).join('')}        return grads

    def save_params(self, file_name="params.pkl"):
        with open(file_name, "wb") as f:
            pickle.dump(self.params, f)


def load_params(file_name=Path(__file__).with_name("params.pkl")):
    with open(file_name, "rb") as f:
        return pickle.load(f)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python3 network.py IMAGES LABELS, such as t10k-images-idx3-ubyte t10k-labels-idx1-ubyte")
    x, t = load_images(sys.argv[1]), load_labels(sys.argv[2])
    print(f"accuracy of {len(x)} images, percent: {100 * Network().accuracy(x, t):.2f}")
`;
}
