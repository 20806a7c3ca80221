/** optimizer.py and train.py: the network is trained on as its run was. */
import { createFrom, findKind, type KindSpec } from '../../../kind';
import { optimizerKinds } from '../../../nn/optimizers';
import { scheduleKinds } from '../../../nn/schedules';
import type { RunSpec } from '../../../spec/run-spec';
import { pythonDoc, pythonNumber } from '../python';

export const optimizerSource = (): string =>
  [
    `"""The book's optimizers (chapter 6 and its common/optimizer.py), and AdamW. grads: of each parameter its gradient, by name."""\nimport math\n\nimport numpy as np\n`,
    ...optimizerKinds.map(({ numpy }) => numpy.source),
  ].join('\n\n');

/** `Momentum(lr=0.01, momentum=0.9)` */
export function optimizerCall({ type, ...settings }: RunSpec['optimizer']): string {
  const { name, parameters } = findKind(optimizerKinds, type).numpy;
  const given = Object.entries(parameters).map(([parameter, setting]) => `${parameter}=${pythonNumber(Number(settings[setting]))}`);
  return `${name}(${given.join(', ')})`;
}

/** Settings that the program does not follow. */
const leftOut = ({ data, training }: Pick<RunSpec, 'data' | 'training'>): string[] => [
  ...(data.augmentation.length > 0 ? [`its images were changed at random (${data.augmentation.map(({ type }) => type).join(', ')})`] : []),
  ...(data.drawings ? ['drawings were trained on as well'] : []),
  ...(training.patience > 0 ? [`it ended after ${training.patience} epochs without a better validation accuracy`] : []),
  ...(training.averaging.type === 'none'
    ? []
    : [
        `it averaged its parameters (${kindInWords(training.averaging)})${training.keep === 'averaged' ? ' and ended with the average' : ''}`,
      ]),
  ...(training.keep === 'best' ? ['it kept the parameters of its best validation accuracy'] : []),
];

/** `swa, from 4, learningRate 0.01` */
const kindInWords = ({ type, ...settings }: KindSpec) =>
  [type, ...Object.entries(settings).map(([name, value]) => `${name} ${value}`)].join(', ');

export function trainSource({ name, seed, data, training, optimizer, schedule }: RunSpec): string {
  const { batchSize, sampling, duration } = training;
  const factor = createFrom(scheduleKinds, schedule).numpy;
  const left = leftOut({ data, training });
  const untold = left.length === 0 ? '' : `\n\nOf the run's settings this program leaves out: ${left.join('; ')}.`;
  return `"""Trains the network on, by the settings of its run “${pythonDoc(name)}”.${untold}

    python3 train.py train-images-idx3-ubyte train-labels-idx1-ubyte t10k-images-idx3-ubyte t10k-labels-idx1-ubyte [EPOCHS]

Begins with params.pkl and leaves what it learns in trained.pkl: Network(load_params("trained.pkl")).
"""
import math
import sys

import numpy as np

from data import load_images, load_labels
from network import Network
from optimizer import *

limit = ${data.limit}             # of the training images the first so many; 0 takes all
validation = ${data.validation}      # of those so many are held back
batch_size = ${batchSize}
seed = ${seed}


def half_cosine(start, end, share):
    """Half a cosine from start (share 0) to end (share 1)."""
    return end + (start - end) * (1 + math.cos(math.pi * share)) / 2


def learning_rate_factor(iteration, iterations, per_epoch):
    """What the optimizer's learning rate is multiplied by. iteration: from 1."""
    epoch, done = (iteration - 1) // per_epoch, (iteration - 1) / max(iterations - 1, 1)
    return ${factor}


def make_optimizer():
    return ${optimizerCall(optimizer)}


def main():
    if len(sys.argv) not in (5, 6):
        sys.exit("usage: python3 train.py TRAIN_IMAGES TRAIN_LABELS TEST_IMAGES TEST_LABELS [EPOCHS]")
    np.random.seed(seed)
    x, t = load_images(sys.argv[1]), load_labels(sys.argv[2])
    x, t = (x[:limit], t[:limit]) if limit else (x, t)
    shuffled = np.random.permutation(len(x))
    held = min(validation, len(x) // 2)
    x_val, t_val = x[shuffled[:held]], t[shuffled[:held]]
    x_train, t_train = x[shuffled[held:]], t[shuffled[held:]]
    x_test, t_test = load_images(sys.argv[3]), load_labels(sys.argv[4])

    network = Network()
    optimizer = make_optimizer()
    usual = optimizer.lr
    per_epoch = math.ceil(len(x_train) / batch_size)
    iterations = ${duration.unit === 'epochs' ? `${duration.count} * per_epoch` : duration.count} if len(sys.argv) < 6 else int(sys.argv[5]) * per_epoch
    print(f"test accuracy before, percent: {100 * network.accuracy(x_test, t_test):.2f}")

    order, losses = np.arange(len(x_train)), []
    for iteration in range(1, iterations + 1):
${
  sampling === 'replacement'
    ? '        batch = np.random.choice(len(x_train), batch_size)'
    : `        step = (iteration - 1) % per_epoch
        if step == 0:
            order = np.random.permutation(len(x_train))
        batch = order[step * batch_size:(step + 1) * batch_size]`
}
        grads = network.gradient(x_train[batch], t_train[batch])
        optimizer.lr = usual * learning_rate_factor(iteration, iterations, per_epoch)
        optimizer.update(network.params, grads)
        losses.append(network.last_layer.loss)
        if iteration % per_epoch == 0 or iteration == iterations:
            accuracy = network.accuracy(x_val, t_val) if held else float("nan")
            print(f"iteration {iteration} of {iterations}, loss {np.mean(losses):.4f}, validation accuracy {100 * accuracy:.2f} %")
            losses = []

    network.save_params("trained.pkl")
    print(f"test accuracy, percent: {100 * network.accuracy(x_test, t_test):.2f}")


if __name__ == "__main__":
    main()
`;
}
