"""The workloads of the benchmark in PyTorch: its own best of plain and tuned (channels last, fused optimizer).

python3 pytorch.py FOLDER WORKLOAD... prints one JSON object a line: {"workload", "variant", "seconds", "accuracy"}.
FOLDER holds the four IDX files. Two threads, as many as the machine that the figures of docs/performance.md come from.
"""
import json
import sys
import time

import numpy
import torch
from mnist import idx
from torch import nn
from torch.nn import functional

torch.set_num_threads(2)
# Steps before the clock starts: caches are filled, memory is had and code is chosen.
WARM_UP = 100
folder = sys.argv[1]


images = torch.from_numpy(idx(folder, "train-images-idx3-ubyte").astype(numpy.float32) / 255).unsqueeze(1)
labels = torch.from_numpy(idx(folder, "train-labels-idx1-ubyte").astype(numpy.int64))
test_images = torch.from_numpy(idx(folder, "t10k-images-idx3-ubyte").astype(numpy.float32) / 255).unsqueeze(1)
test_labels = torch.from_numpy(idx(folder, "t10k-labels-idx1-ubyte").astype(numpy.int64))


def dense(*sizes, activation):
    layers = [nn.Flatten()]
    for index, (inputs, outputs) in enumerate(zip(sizes, sizes[1:])):
        layers += [activation()] if index else []
        layers += [nn.Linear(inputs, outputs)]
    return nn.Sequential(*layers)


def small_cnn(dropout=0.5):
    return nn.Sequential(
        nn.Conv2d(1, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(1568, 128), nn.ReLU(), nn.Dropout(dropout), nn.Linear(128, 10),
    )


def deep_cnn():
    layers = []
    inputs = 1
    for filters in (16, 32, 64):
        for index in (0, 1):
            layers += [nn.Conv2d(inputs, filters, 3, padding=2 if filters == 32 and index else 1), nn.ReLU()]
            inputs = filters
        layers += [nn.MaxPool2d(2)]
    return nn.Sequential(*layers, nn.Flatten(), nn.Linear(1024, 50), nn.ReLU(), nn.Dropout(0.5), nn.Linear(50, 10), nn.Dropout(0.5))


def sgd(model, fused):
    return torch.optim.SGD(model.parameters(), lr=0.1, fused=fused or None)


def adam(model, fused):
    return torch.optim.Adam(model.parameters(), lr=0.001, fused=fused or None)


# name: (model, optimizer, batch, iterations or None for one epoch, whether it has images inside)
TRAINED = {
    "W1": (lambda: dense(784, 50, 10, activation=nn.Sigmoid), sgd, 100, 10_000, False),
    "W2": (lambda: dense(784, 512, 256, 10, activation=nn.ReLU), adam, 128, None, False),
    "W3": (small_cnn, adam, 128, None, True),
    "W4": (deep_cnn, adam, 100, None, True),
}
ASKED = {"W5 small-cnn": small_cnn, "W5 deep-cnn": deep_cnn}


def prepared(model, pictures, tuned, has_images):
    if not (tuned and has_images):
        return model, pictures
    return model.to(memory_format=torch.channels_last), pictures.contiguous(memory_format=torch.channels_last)


def train(name, tuned):
    create, optimize, batch, iterations, has_images = TRAINED[name]
    torch.manual_seed(1)
    model, pictures = prepared(create(), images, tuned, has_images)
    optimizer = optimize(model, tuned)
    order = torch.randperm(len(images))

    def step(chosen):
        optimizer.zero_grad(set_to_none=True)
        functional.cross_entropy(model(pictures[chosen]), labels[chosen]).backward()
        optimizer.step()

    for _ in range(WARM_UP):
        step(order[:batch])
    start = time.perf_counter()
    if iterations:
        for _ in range(iterations):
            step(torch.randint(len(images), (batch,)))
    else:
        for first in range(0, len(images), batch):
            step(order[first : first + batch])
    seconds = time.perf_counter() - start
    report(name, "tuned" if tuned else "plain", seconds=seconds, accuracy=accuracy_of(model))


def accuracy_of(model):
    model.eval()
    with torch.no_grad():
        predicted = torch.cat([model(part) for part in test_images.split(500)]).argmax(1)
    model.train()
    return (predicted == test_labels).float().mean().item()


def reach(variant, model, batch, epochs, peak=None):
    """Seconds until an epoch ends at 99.0 % of the test set or above, at the latest after `epochs`."""
    torch.manual_seed(1)
    optimizer = torch.optim.Adam(model.parameters(), lr=peak or 0.001, fused=True)
    steps = -(-len(images) // batch)
    schedule = peak and torch.optim.lr_scheduler.OneCycleLR(optimizer, peak, total_steps=epochs * steps, cycle_momentum=False)
    start = time.perf_counter()
    for _ in range(epochs):
        for chosen in torch.randperm(len(images)).split(batch):
            optimizer.zero_grad(set_to_none=True)
            functional.cross_entropy(model(images[chosen]), labels[chosen]).backward()
            optimizer.step()
            if schedule:
                schedule.step()
        accuracy = accuracy_of(model)
        if accuracy >= 0.99:
            break
    report("W6", variant, seconds=time.perf_counter() - start, accuracy=accuracy)


def ask(name, tuned):
    model, pictures = prepared(ASKED[name](), test_images, tuned, True)
    model.eval()
    with torch.no_grad():
        one = pictures[:1].contiguous()
        for _ in range(100):
            model(one)
        start = time.perf_counter()
        for _ in range(1000):
            model(one)
        latency = (time.perf_counter() - start) / 1000
        start = time.perf_counter()
        for part in pictures.split(500):
            model(part).argmax(1)
        evaluation = time.perf_counter() - start
    report(name, "tuned" if tuned else "plain", latency=latency, evaluation=evaluation)


def report(name, variant, **figures):
    print(json.dumps({"workload": name, "variant": variant, **figures}), flush=True)


for wanted in sys.argv[2:]:
    if wanted == "W6":
        reach("the same recipe", small_cnn(dropout=0.2), batch=64, epochs=3, peak=0.004)
        reach("deep-cnn", deep_cnn(), batch=100, epochs=8)
        continue
    for tuned in (False, True):
        (train if wanted in TRAINED else ask)(wanted, tuned)
