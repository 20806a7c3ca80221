"""The workloads of the benchmark in NumPy, layer by layer as the book's formulas read: im2col, no fusing, no threads of its own.

python3 numpy_book.py FOLDER WORKLOAD... prints one JSON object a line: {"workload", "variant", "seconds", "measured"}.
Each is timed for PEER_SECONDS (8 unless told), in double precision as the book and in single, and scaled up to all its steps.
"""
import json
import os
import sys
import time

import numpy as np
from mnist import idx

folder = sys.argv[1]
BUDGET_SECONDS = float(os.environ.get("PEER_SECONDS", "8"))
WARM_UP_STEPS = 2
IMAGES = 60_000

# What `workloads` of data.mjs says, in this language.
DEEP = [(16, 1), "relu", (16, 1), "relu", "pool", (32, 1), "relu", (32, 2), "relu", "pool", (64, 1), "relu", (64, 1), "relu", "pool"]
WORKLOADS = {
    "W1": ([50, "sigmoid", 10], "sgd", 0.1, 100, 10_000),
    "W2": ([512, "relu", 256, "relu", 10], "adam", 0.001, 128, -(-IMAGES // 128)),
    "W3": ([(16, 1), "relu", "pool", (32, 1), "relu", "pool", 128, "relu", "dropout", 10], "adam", 0.001, 128, -(-IMAGES // 128)),
    "W4": ([*DEEP, 50, "relu", "dropout", 10, "dropout"], "adam", 0.001, 100, IMAGES // 100),
}


def windows(x, size, stride, padding):
    """im2col: (N, C, H, W) to (N·OH·OW, C·size·size)."""
    batch, channels, height, width = x.shape
    down, across = (height + 2 * padding - size) // stride + 1, (width + 2 * padding - size) // stride + 1
    x = np.pad(x, [(0, 0), (0, 0), (padding, padding), (padding, padding)])
    columns = np.zeros((batch, channels, size, size, down, across), x.dtype)
    for row in range(size):
        for column in range(size):
            columns[:, :, row, column] = x[:, :, row : row + stride * down : stride, column : column + stride * across : stride]
    return columns.transpose(0, 4, 5, 1, 2, 3).reshape(batch * down * across, -1), down, across


def unfold_back(columns, shape, size, stride, padding, down, across):
    """col2im: the sum of what every window says of a place."""
    batch, channels, height, width = shape
    columns = columns.reshape(batch, down, across, channels, size, size).transpose(0, 3, 4, 5, 1, 2)
    x = np.zeros((batch, channels, height + 2 * padding, width + 2 * padding), columns.dtype)
    for row in range(size):
        for column in range(size):
            x[:, :, row : row + stride * down : stride, column : column + stride * across : stride] += columns[:, :, row, column]
    return x[:, :, padding : padding + height, padding : padding + width]


class Affine:
    def __init__(self, inputs, units, dtype):
        self.values = [(np.random.randn(inputs, units) * np.sqrt(2 / inputs)).astype(dtype), np.zeros(units, dtype)]

    def forward(self, x):
        self.shape, self.x = x.shape, x.reshape(len(x), -1)
        return self.x @ self.values[0] + self.values[1]

    def backward(self, dy):
        self.gradients = [self.x.T @ dy, dy.sum(axis=0)]
        return (dy @ self.values[0].T).reshape(self.shape)


class Convolution:
    def __init__(self, channels, filters, padding, dtype):
        self.padding = padding
        self.values = [
            (np.random.randn(channels * 9, filters) * np.sqrt(2 / (channels * 9))).astype(dtype),
            np.zeros(filters, dtype),
        ]

    def forward(self, x):
        self.shape = x.shape
        self.columns, self.down, self.across = windows(x, 3, 1, self.padding)
        y = self.columns @ self.values[0] + self.values[1]
        return y.reshape(len(x), self.down, self.across, -1).transpose(0, 3, 1, 2)

    def backward(self, dy):
        dy = dy.transpose(0, 2, 3, 1).reshape(-1, dy.shape[1])
        self.gradients = [self.columns.T @ dy, dy.sum(axis=0)]
        return unfold_back(dy @ self.values[0].T, self.shape, 3, 1, self.padding, self.down, self.across)


class Pool:
    values = []

    def forward(self, x):
        self.shape = x.shape
        columns, self.down, self.across = windows(x, 2, 2, 0)
        columns = columns.reshape(-1, 4)
        self.chosen = columns.argmax(axis=1)
        return columns.max(axis=1).reshape(len(x), self.down, self.across, -1).transpose(0, 3, 1, 2)

    def backward(self, dy):
        dy = dy.transpose(0, 2, 3, 1)
        columns = np.zeros((dy.size, 4), dy.dtype)
        columns[np.arange(dy.size), self.chosen] = dy.ravel()
        return unfold_back(columns, self.shape, 2, 2, 0, self.down, self.across)


class Relu:
    values = []

    def forward(self, x):
        self.mask = x <= 0
        y = x.copy()
        y[self.mask] = 0
        return y

    def backward(self, dy):
        dy[self.mask] = 0
        return dy


class Sigmoid:
    values = []

    def forward(self, x):
        self.y = 1 / (1 + np.exp(-x))
        return self.y

    def backward(self, dy):
        return dy * (1 - self.y) * self.y


class Dropout:
    values = []

    def forward(self, x):
        self.mask = np.random.rand(*x.shape) > 0.5
        return x * self.mask

    def backward(self, dy):
        return dy * self.mask


def network(layers, dtype):
    made, channels, side, inputs = [], 1, 28, 784
    for layer in layers:
        if isinstance(layer, tuple):
            filters, padding = layer
            made.append(Convolution(channels, filters, padding, dtype))
            channels, side = filters, side + 2 * padding - 2
        elif isinstance(layer, int):
            made.append(Affine(inputs, layer, dtype))
            inputs = layer
        else:
            made.append({"relu": Relu, "sigmoid": Sigmoid, "pool": Pool, "dropout": Dropout}[layer]())
            side = side // 2 if layer == "pool" else side
        if isinstance(layer, tuple) or layer == "pool":
            inputs = channels * side * side
    return made


class Sgd:
    def __init__(self, rate):
        self.rate = rate

    def update(self, values, gradients):
        for value, gradient in zip(values, gradients):
            value -= self.rate * gradient


class Adam:
    def __init__(self, rate):
        self.rate, self.steps, self.means, self.squares = rate, 0, None, None

    def update(self, values, gradients):
        if self.means is None:
            self.means, self.squares = [np.zeros_like(value) for value in values], [np.zeros_like(value) for value in values]
        self.steps += 1
        rate = self.rate * np.sqrt(1 - 0.999**self.steps) / (1 - 0.9**self.steps)
        for value, gradient, mean, square in zip(values, gradients, self.means, self.squares):
            mean += 0.1 * (gradient - mean)
            square += 0.001 * (gradient**2 - square)
            value -= rate * mean / (np.sqrt(square) + 1e-7)


def run(name, dtype):
    layers, optimizer, rate, batch, steps = WORKLOADS[name]
    model = network(layers, dtype)
    update = (Sgd if optimizer == "sgd" else Adam)(rate).update
    trained = [layer for layer in model if layer.values]

    def step():
        chosen = np.random.choice(IMAGES, batch)
        value, truth = images[chosen], labels[chosen]
        value = value if isinstance(layers[0], tuple) else value.reshape(batch, -1)
        for layer in model:
            value = layer.forward(value)
        value = np.exp(value - value.max(axis=1, keepdims=True))
        value /= value.sum(axis=1, keepdims=True)
        value[np.arange(batch), truth] -= 1
        value /= batch
        for layer in reversed(model):
            value = layer.backward(value)
        update([each for layer in trained for each in layer.values], [each for layer in trained for each in layer.gradients])

    for _ in range(WARM_UP_STEPS):
        step()
    done, start = 0, time.perf_counter()
    while done < steps and time.perf_counter() - start < BUDGET_SECONDS:
        step()
        done += 1
    seconds = (time.perf_counter() - start) / done * steps
    variant = "double" if dtype is np.float64 else "single"
    print(json.dumps({"workload": name, "variant": variant, "seconds": seconds, "measured": done / steps}), flush=True)


labels = idx(folder, "train-labels-idx1-ubyte").astype(np.int64)
for dtype in (np.float64, np.float32):
    images = idx(folder, "train-images-idx3-ubyte").reshape(-1, 1, 28, 28).astype(dtype) / dtype(255)
    for wanted in sys.argv[2:]:
        run(wanted, dtype)
