"""Images and labels as the network takes them."""
import gzip
from pathlib import Path

import numpy as np


def read_array(path):
    """The numbers of an IDX file, as MNIST's are, also in .gz, or of an .npy file."""
    path = Path(path)
    if path.suffix == ".npy":
        return np.load(path)
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    sides = np.frombuffer(data, ">u4", data[3], offset=4)
    return np.frombuffer(data, np.uint8, offset=4 + 4 * data[3]).reshape(sides)


def load_images(path):
    """Bytes [images, height, width] or [images, height, width, channels] -> [images, channels, height, width]."""
    images = read_array(path)
    if images.ndim == 3:
        images = images[..., None]
    return (images.transpose(0, 3, 1, 2) * np.float32(SCALE) + np.float32(SHIFT)).astype(np.float32)


def load_labels(path):
    return read_array(path).astype(np.int64)
