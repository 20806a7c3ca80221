/** PyTorch: a model in Python source that reads like one written by hand, and its weights beside it, in one zip. */
import { scalings } from '../../../data/batches/scaling';
import { describeNetwork } from '../../../nn/description';
import type { WindowGeometry } from '../../../nn/layers/window';
import { type PlacedOperation, placedOperations } from '../../../nn/operation';
import { imageSides } from '../../../nn/shape';
import { classList, idxMain, pythonDoc, pythonNumber, pythonText } from '../python';
import type { ParameterFormat, TrainedNetwork } from './format';
import { safetensors } from './safetensors';
import { sourceZip, WEIGHTS } from './source-zip';

export const pytorch: ParameterFormat = {
  type: 'pytorch',
  label: 'PyTorch',
  help: 'model.py, the network as source to read and to change, and its weights as safetensors; it needs torch and nothing else.',
  extensions: ['pytorch.zip'],
  ...sourceZip(`${WEIGHTS}.safetensors`, safetensors, sourceOf),
};

function sourceOf({ name, network, scaling, testAccuracy }: TrainedNetwork): string {
  const { scale, shift } = scalings[scaling];
  const steps = placedOperations(describeNetwork(network));
  const [height, width, channels] = network.input;
  const accuracy = testAccuracy === null ? '' : ` It read ${(testAccuracy * 100).toFixed(2)} % of the test images right.`;
  return `"""${pythonDoc(name)}, a network trained with Kasane.${accuracy}

    from model import load
    model = load()                                # in evaluation mode
    model(images).softmax(1)                      # images: [batch, ${channels}, ${height}, ${width}], bytes 0 ... 255 as float32

    python model.py t10k-images-idx3-ubyte t10k-labels-idx1-ubyte
"""
import json
import struct
import sys
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

${classList(network.classes)}


def build(t):
    """The network up to its logits. t: the tensors of ${WEIGHTS}.safetensors by name."""
    return nn.Sequential(
        Scale(${pythonNumber(scale)}, ${pythonNumber(shift)}),
${expressions(steps)
  .map((line) => `        ${line},`)
  .join('\n')}
    )


def dense(weights, bias):
    """weights [in, out]: y = x W + b"""
    layer = nn.Linear(*weights.shape)
    layer.weight.data, layer.bias.data = weights.T.contiguous(), bias
    return layer


def convolution(weights, bias, stride=1, padding=0):
    """weights [filters, in, height, width]"""
    layer = nn.Conv2d(weights.shape[1], weights.shape[0], tuple(weights.shape[2:]), stride, padding)
    layer.weight.data, layer.bias.data = weights, bias
    return layer


def batch_norm(kind, gamma, beta, mean, variance, epsilon, momentum):
    layer = kind(len(gamma), epsilon, momentum)
    layer.weight.data, layer.bias.data = gamma, beta
    layer.running_mean, layer.running_var = mean, variance
    return layer


class Scale(nn.Module):
    """From bytes to what the network was trained on."""

    def __init__(self, scale, shift):
        super().__init__()
        self.scale, self.shift = scale, shift

    def forward(self, x):
        return x * self.scale + self.shift


class FlattenPixels(nn.Module):
    """An image as one vector, row by row, the channels of a pixel together."""

    def forward(self, x):
        return x.permute(0, 2, 3, 1).flatten(1)


class AveragePool(nn.Module):
    """Means that leave out padding. padding: left, right, top, bottom"""

    def __init__(self, window, stride, padding):
        super().__init__()
        self.window, self.stride, self.padding = window, stride, padding

    def forward(self, x):
        def means(values):
            return functional.avg_pool2d(functional.pad(values, self.padding), self.window, self.stride)
        return means(x) / means(torch.ones_like(x))


class Sum(nn.Module):
    """Two ways through layers, added up."""

    def __init__(self, main, past):
        super().__init__()
        self.main, self.past = main, past

    def forward(self, x):
        return self.main(x) + self.past(x)


def read_safetensors(path):
    """Tensors by name; the format is a length, a JSON header and the numbers."""
    data = Path(path).read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8:8 + length])
    header.pop("__metadata__", None)
    start = 8 + length
    return {
        name: torch.frombuffer(bytearray(data[start + low:start + high]), dtype=torch.float32).reshape(entry["shape"])
        for name, entry in header.items()
        for low, high in [entry["data_offsets"]]
    }


def load(path=Path(__file__).with_name("${WEIGHTS}.safetensors")):
    return build(read_safetensors(path)).eval()


def answer(images, model=None):
    """Probabilities of images [batch, height, width] or [batch, height, width, channels] of bytes."""
    with torch.no_grad():
        x = torch.from_numpy(images.reshape(len(images), ${height}, ${width}, ${channels}).astype(np.float32)).permute(0, 3, 1, 2)
        return (model or load())(x).softmax(1).numpy()

${idxMain('answer(batch)')}`;
}

/** Modules, a line each, in their order. */
const expressions = (steps: readonly PlacedOperation[]): string[] => steps.flatMap((step) => expressionsOf(step));

function expressionsOf(step: PlacedOperation): string[] {
  const t = (letter: string) => `t[${pythonText(step.tensors[letter] ?? letter)}]`;
  const fromImage = imageSides(step.input) ? ['FlattenPixels()'] : [];
  switch (step.op) {
    case 'dense':
      return [...fromImage, `dense(${t('W')}, ${t('b')})`];
    case 'convolution': {
      const { stride, padding } = step.geometry;
      const stepwise = stride === 1 ? '' : `, stride=${stride}`;
      if (!isEven(padding)) return [`nn.ZeroPad2d(${sides(padding)})`, `convolution(${t('W')}, ${t('b')}${stepwise})`];
      return [`convolution(${t('W')}, ${t('b')}${stepwise}${padding.top === 0 ? '' : `, padding=${padding.top}`})`];
    }
    case 'pooling': {
      const { windowHeight, stride, padding } = step.geometry;
      const unpadded = isEven(padding) && padding.top === 0;
      if (step.takes === 'mean')
        return [unpadded ? `nn.AvgPool2d(${windowHeight}, ${stride})` : `AveragePool(${windowHeight}, ${stride}, ${sides(padding)})`];
      return [...(unpadded ? [] : [`nn.ConstantPad2d(${sides(padding)}, float("-inf"))`]), `nn.MaxPool2d(${windowHeight}, ${stride})`];
    }
    case 'global mean':
      return ['nn.AdaptiveAvgPool2d(1)', 'nn.Flatten()'];
    case 'batch normalisation': {
      const kind = imageSides(step.input) ? 'nn.BatchNorm2d' : 'nn.BatchNorm1d';
      const tensors = ['gamma', 'beta', 'mean', 'variance'].map(t).join(', ');
      return [
        `batch_norm(${kind}, ${tensors}, ${pythonNumber(step.epsilon)}, ${pythonNumber(Number((1 - step.momentum).toPrecision(12)))})`,
      ];
    }
    case 'activation':
      return [step.curve.pytorch];
    case 'dropout':
      return [`nn.Dropout(${pythonNumber(step.ratio)})`];
    case 'flatten':
      return fromImage;
    case 'sum':
      return [`Sum(${step.ways.map(wayOf).join(', ')})`];
    default:
      return step satisfies never;
  }
}

const wayOf = (steps: readonly PlacedOperation[]) =>
  steps.length === 0 ? 'nn.Identity()' : `nn.Sequential(${expressions(steps).join(', ')})`;

type Padding = WindowGeometry['padding'];

const isEven = ({ top, right, bottom, left }: Padding) => top === bottom && left === right && top === left;

/** As PyTorch names them. */
const sides = ({ top, right, bottom, left }: Padding) => `(${left}, ${right}, ${top}, ${bottom})`;
