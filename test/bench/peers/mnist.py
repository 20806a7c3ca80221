"""MNIST's files for the peers in Python."""
import struct

import numpy


def idx(folder, name):
    """An IDX file of bytes as an array of its own shape."""
    with open(f"{folder}/{name}", "rb") as file:
        content = file.read()
    dimensions = content[3]
    shape = struct.unpack(f">{dimensions}I", content[4 : 4 + 4 * dimensions])
    return numpy.frombuffer(content, numpy.uint8, offset=4 + 4 * dimensions).reshape(shape)
