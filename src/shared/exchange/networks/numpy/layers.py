"""Layers with forward and backward, in the manner of the book's chapters 5 to 7.

forward(x) keeps what backward(dout) needs; backward gives dL/dx of dL/dy and leaves dL/dW in dW, dL/db in db.
Images are [batch, channels, height, width]. train_flg is True while the network is trained.
"""
import math

import numpy as np


def softmax(x):
    """[batch, classes] -> probabilities."""
    x = x - x.max(axis=1, keepdims=True)  # so that exp does not overflow
    y = np.exp(x)
    return y / y.sum(axis=1, keepdims=True)


def four_sides(pad):
    """Padding at top, right, bottom and left; one number stands for all of them."""
    return (pad,) * 4 if isinstance(pad, int) else tuple(pad)


def im2col(x, filter_h, filter_w, stride=1, pad=0, fill=0):
    """The windows of images as rows: [batch * out_h * out_w, channels * filter_h * filter_w], with out_h and out_w."""
    top, right, bottom, left = four_sides(pad)
    batch, channels, height, width = x.shape
    out_h = (height + top + bottom - filter_h) // stride + 1
    out_w = (width + left + right - filter_w) // stride + 1
    image = np.pad(x, ((0, 0), (0, 0), (top, bottom), (left, right)), constant_values=fill)
    col = np.empty((batch, channels, filter_h, filter_w, out_h, out_w), x.dtype)
    for row in range(filter_h):
        for column in range(filter_w):
            col[:, :, row, column] = image[:, :, row:row + stride * out_h:stride, column:column + stride * out_w:stride]
    return col.transpose(0, 4, 5, 1, 2, 3).reshape(batch * out_h * out_w, -1), out_h, out_w


def col2im(col, shape, filter_h, filter_w, stride=1, pad=0):
    """The way back: what each pixel of images of that shape gets from all windows that it is in, added up."""
    top, right, bottom, left = four_sides(pad)
    batch, channels, height, width = shape
    out_h = (height + top + bottom - filter_h) // stride + 1
    out_w = (width + left + right - filter_w) // stride + 1
    col = col.reshape(batch, out_h, out_w, channels, filter_h, filter_w).transpose(0, 3, 4, 5, 1, 2)
    # The last windows may end beyond the padding's end, never begin there.
    image = np.zeros((batch, channels, height + top + bottom + stride, width + left + right + stride), col.dtype)
    for row in range(filter_h):
        for column in range(filter_w):
            image[:, :, row:row + stride * out_h:stride, column:column + stride * out_w:stride] += col[:, :, row, column]
    return image[:, :, top:top + height, left:left + width]


class Affine:
    """y = x W + b, W: [inputs, units]. An image is flattened first, channel by channel."""

    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x, train_flg=False):
        self.original_x_shape = x.shape
        self.x = x.reshape(x.shape[0], -1)
        return np.dot(self.x, self.W) + self.b

    def backward(self, dout):
        self.dW = np.dot(self.x.T, dout)
        self.db = dout.sum(axis=0)
        return np.dot(dout, self.W.T).reshape(self.original_x_shape)


class Convolution:
    """W: [filters, channels, height, width], b: [filters]. pad: one number, or top, right, bottom, left."""

    def __init__(self, W, b, stride=1, pad=0):
        self.W, self.b, self.stride, self.pad = W, b, stride, pad

    def forward(self, x, train_flg=False):
        filters, _, filter_h, filter_w = self.W.shape
        self.shape = x.shape
        self.col, out_h, out_w = im2col(x, filter_h, filter_w, self.stride, self.pad)
        out = np.dot(self.col, self.W.reshape(filters, -1).T) + self.b
        return out.reshape(x.shape[0], out_h, out_w, filters).transpose(0, 3, 1, 2)

    def backward(self, dout):
        filters, _, filter_h, filter_w = self.W.shape
        dout = dout.transpose(0, 2, 3, 1).reshape(-1, filters)
        self.dW = np.dot(dout.T, self.col).reshape(self.W.shape)
        self.db = dout.sum(axis=0)
        return col2im(np.dot(dout, self.W.reshape(filters, -1)), self.shape, filter_h, filter_w, self.stride, self.pad)


class Pooling:
    """The largest of each window, channel by channel; padding is never the largest."""

    def __init__(self, pool_h, pool_w, stride=2, pad=0):
        self.pool_h, self.pool_w, self.stride, self.pad = pool_h, pool_w, stride, pad

    def forward(self, x, train_flg=False):
        self.shape = x.shape
        col, out_h, out_w = im2col(x, self.pool_h, self.pool_w, self.stride, self.pad, -np.inf)
        self.col_shape = (-1, self.pool_h * self.pool_w)
        col = col.reshape(self.col_shape)
        self.arg_max = col.argmax(axis=1)
        return col.max(axis=1).reshape(x.shape[0], out_h, out_w, x.shape[1]).transpose(0, 3, 1, 2)

    def backward(self, dout):
        dmax = np.zeros((dout.size, self.pool_h * self.pool_w), dout.dtype)
        dmax[np.arange(dout.size), self.arg_max] = dout.transpose(0, 2, 3, 1).ravel()
        batch, channels, out_h, out_w = dout.shape
        return col2im(dmax.reshape(batch * out_h * out_w, -1), self.shape, self.pool_h, self.pool_w, self.stride, self.pad)


class AveragePooling:
    """The mean of each window, channel by channel, without padding."""

    def __init__(self, pool_h, pool_w, stride=2, pad=0):
        self.pool_h, self.pool_w, self.stride, self.pad = pool_h, pool_w, stride, pad

    def forward(self, x, train_flg=False):
        self.shape = x.shape
        window = (self.pool_h, self.pool_w, self.stride, self.pad)
        size = self.pool_h * self.pool_w
        col, out_h, out_w = im2col(x, *window)
        inside, _, _ = im2col(np.ones((1, 1, *x.shape[2:]), x.dtype), *window)
        self.count = inside.sum(axis=1).reshape(1, 1, out_h, out_w)
        sums = col.reshape(-1, size).sum(axis=1).reshape(x.shape[0], out_h, out_w, x.shape[1]).transpose(0, 3, 1, 2)
        return sums / self.count

    def backward(self, dout):
        batch, channels, out_h, out_w = dout.shape
        each = (dout / self.count).transpose(0, 2, 3, 1).reshape(-1, 1)
        col = np.repeat(each, self.pool_h * self.pool_w, axis=1).reshape(batch * out_h * out_w, -1)
        return col2im(col, self.shape, self.pool_h, self.pool_w, self.stride, self.pad)


class GlobalAveragePooling:
    """One number a channel: its mean over the whole image."""

    def forward(self, x, train_flg=False):
        self.shape = x.shape
        return x.mean(axis=(2, 3))

    def backward(self, dout):
        _, _, height, width = self.shape
        return np.broadcast_to(dout[:, :, None, None] / (height * width), self.shape).astype(dout.dtype)


class BatchNormalization:
    """Each feature of vectors, each channel of images, gets mean beta and deviation gamma over the batch.

    While training, the running statistics follow those of the batches; elsewhere they are used instead.
    """

    def __init__(self, gamma, beta, momentum=0.9, running_mean=None, running_var=None, epsilon=1e-5):
        self.gamma, self.beta, self.momentum, self.epsilon = gamma, beta, momentum, epsilon
        self.running_mean = np.zeros_like(gamma) if running_mean is None else running_mean
        self.running_var = np.ones_like(gamma) if running_var is None else running_var

    def forward(self, x, train_flg=True):
        self.axes = (0, 2, 3) if x.ndim == 4 else (0,)
        self.count = x.size // x.shape[1]
        mean, var = self.running_mean, self.running_var
        if train_flg:
            mean = x.mean(axis=self.axes, dtype=np.float64).astype(x.dtype)
            var = x.var(axis=self.axes, dtype=np.float64).astype(x.dtype)
            self.running_mean += (1 - self.momentum) * (mean - self.running_mean)
            self.running_var += (1 - self.momentum) * (var * self.count / max(self.count - 1, 1) - self.running_var)
        self.std = np.sqrt(var + self.epsilon)
        self.xn = (x - self.across(mean, x)) / self.across(self.std, x)
        return self.across(self.gamma, x) * self.xn + self.across(self.beta, x)

    def backward(self, dout):
        self.dbeta = dout.sum(axis=self.axes)
        self.dgamma = (dout * self.xn).sum(axis=self.axes)
        mean = self.across(self.dbeta / self.count, dout)
        slope = self.across(self.dgamma / self.count, dout)
        return self.across(self.gamma / self.std, dout) * (dout - mean - self.xn * slope)

    @staticmethod
    def across(values, x):
        """One value a channel, in the shape that goes with images."""
        return values[:, None, None] if x.ndim == 4 else values


class Dropout:
    """While training each number becomes 0 with this probability, and is scaled by 1/(1 - ratio) otherwise."""

    def __init__(self, dropout_ratio=0.5):
        self.dropout_ratio = dropout_ratio

    def forward(self, x, train_flg=True):
        if not train_flg:
            return x
        self.mask = (np.random.rand(*x.shape) >= self.dropout_ratio) / (1 - self.dropout_ratio)
        self.mask = self.mask.astype(x.dtype)
        return x * self.mask

    def backward(self, dout):
        return dout * self.mask


class Flatten:
    """An image as one vector, channel by channel."""

    def forward(self, x, train_flg=False):
        self.shape = x.shape
        return x.reshape(x.shape[0], -1)

    def backward(self, dout):
        return dout.reshape(self.shape)


class FlattenPixels(Flatten):
    """An image as one vector, pixel by pixel, the channels of a pixel together."""

    def forward(self, x, train_flg=False):
        self.shape = x.transpose(0, 2, 3, 1).shape
        return x.transpose(0, 2, 3, 1).reshape(x.shape[0], -1)

    def backward(self, dout):
        return dout.reshape(self.shape).transpose(0, 3, 1, 2)


class Residual:
    """Two ways through layers, added up; a way without layers is x itself."""

    def __init__(self, layers, shortcut=()):
        self.layers, self.shortcut = layers, shortcut

    def forward(self, x, train_flg=False):
        y, past = x, x
        for layer in self.layers:
            y = layer.forward(y, train_flg)
        for layer in self.shortcut:
            past = layer.forward(past, train_flg)
        return y + past

    def backward(self, dout):
        dx, dpast = dout, dout
        for layer in reversed(self.layers):
            dx = layer.backward(dx)
        for layer in reversed(self.shortcut):
            dpast = layer.backward(dpast)
        return dx + dpast


class Parallel:
    """Branches of layers, their outputs joined along the channels; a branch without layers is x itself."""

    def __init__(self, *branches):
        self.branches = branches
        self.ends = None

    def forward(self, x, train_flg=False):
        outputs = []
        for branch in self.branches:
            y = x
            for layer in branch:
                y = layer.forward(y, train_flg)
            outputs.append(y)
        self.ends = np.cumsum([y.shape[1] for y in outputs])[:-1]
        return np.concatenate(outputs, axis=1)

    def backward(self, dout):
        dx = 0
        for branch, dy in zip(self.branches, np.split(dout, self.ends, axis=1)):
            for layer in reversed(branch):
                dy = layer.backward(dy)
            dx = dx + dy
        return dx


class SoftmaxWithLoss:
    """Softmax and cross-entropy. smoothing: the share of the target that all classes get alike."""

    def __init__(self, smoothing=0.0):
        self.smoothing = smoothing

    def forward(self, x, t):
        """x: [batch, classes]; t: the number of each image's class, or one-hot. Gives the mean loss in nats."""
        self.y = softmax(x)
        labels = t if t.ndim == 1 else t.argmax(axis=1)
        self.t = np.full_like(self.y, self.smoothing / self.y.shape[1])
        self.t[np.arange(len(labels)), labels] += 1 - self.smoothing
        self.loss = -np.sum(self.t * np.log(self.y + 1e-7)) / len(labels)
        return self.loss

    def backward(self, dout=1):
        return dout * (self.y - self.t) / len(self.t)
