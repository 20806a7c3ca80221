/** PyTorch: a model in Python source that reads like one written by hand, and its weights beside it, in one zip. */
import { scalings } from '../../../data/batches/scaling';
import { describeNetwork } from '../../../nn/description';
import type { WindowGeometry } from '../../../nn/layers/window';
import { type PlacedOperation, placedOperations } from '../../../nn/operation';
import { featuresOf, imageSides } from '../../../nn/shape';
import { classList, idxMain, pythonNumber, pythonTitle, type SourceNetwork } from '../python';
import type { ParameterFormat } from './format';
import { safetensors } from './safetensors';
import { sourceZip, WEIGHTS } from './source-zip';

export const pytorch: ParameterFormat = {
  type: 'pytorch',
  label: 'PyTorch',
  help: 'model.py, the network as source to read and to change, and its weights as safetensors; it needs torch and nothing else.',
  extensions: ['pytorch.zip'],
  ...sourceZip(`${WEIGHTS}.safetensors`, safetensors, sourceOf),
};

/** model.py: of a design, too, which nothing was measured of. */
export function sourceOf({ name, network, scaling, testAccuracy }: SourceNetwork): string {
  const { scale, shift } = scalings[scaling];
  const steps = placedOperations(describeNetwork(network));
  const [height, width, channels] = network.input;
  return `"""${pythonTitle(name, testAccuracy)}

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


def build():
    """The network up to its logits."""
    return nn.Sequential(
        Scale(${pythonNumber(scale)}, ${pythonNumber(shift)}),
${expressions(steps)
  .map((line) => `        ${line},`)
  .join('\n')}
    )


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


class Join(nn.Module):
    """Ways through layers, their outputs side by side along the channels."""

    def __init__(self, *ways):
        super().__init__()
        self.ways = nn.ModuleList(ways)

    def forward(self, x):
        return torch.cat([way(x) for way in self.ways], 1)


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
    """The network with its weights: W1, b1 of the first layer that has any, and so on."""
    model, t = build(), read_safetensors(path)
    learnt = [layer for layer in model.modules() if isinstance(layer, (nn.Linear, nn.Conv2d, nn.BatchNorm1d, nn.BatchNorm2d))]
    for number, layer in enumerate(learnt, 1):
        if isinstance(layer, (nn.BatchNorm1d, nn.BatchNorm2d)):
            layer.weight.data, layer.bias.data = t[f"gamma{number}"], t[f"beta{number}"]
            layer.running_mean, layer.running_var = t[f"mean{number}"], t[f"variance{number}"]
        else:
            weights = t[f"W{number}"]  # of dense layers [in, out]
            layer.weight.data, layer.bias.data = weights.T.contiguous() if weights.dim() == 2 else weights, t[f"b{number}"]
    return model.eval()


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
  const fromImage = imageSides(step.input) ? ['FlattenPixels()'] : [];
  switch (step.op) {
    case 'dense':
      return [...fromImage, `nn.Linear(${featuresOf(step.input)}, ${featuresOf(step.output)})`];
    case 'convolution': {
      const { channels, windowHeight, stride, padding } = step.geometry;
      const convolution = `nn.Conv2d(${channels}, ${step.output.at(-1)}, ${windowHeight}${stride === 1 ? '' : `, stride=${stride}`}`;
      if (!isEven(padding)) return [`nn.ZeroPad2d(${sides(padding)})`, `${convolution})`];
      return [`${convolution}${padding.top === 0 ? '' : `, padding=${padding.top}`})`];
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
      const momentum = Number((1 - step.momentum).toPrecision(12));
      return [`${kind}(${step.input.at(-1)}, eps=${pythonNumber(step.epsilon)}, momentum=${pythonNumber(momentum)})`];
    }
    case 'activation':
      return [step.curve.pytorch];
    case 'dropout':
      return [`nn.Dropout(${pythonNumber(step.ratio)})`];
    case 'flatten':
      return fromImage;
    case 'sum':
      return [`Sum(${step.ways.map(wayOf).join(', ')})`];
    case 'join':
      return [`Join(${step.ways.map(wayOf).join(', ')})`];
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
