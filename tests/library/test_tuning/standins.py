"""What the tests of searching use instead of networks and images."""

import dataclasses
import pathlib

import numpy as np

from fashionlab import tuning
from fashionlab.tuning import Choice, Float, Int

METHODS = ("random", "bayesian", "hyperband", "optuna")

SPACE = {
    "learning_rate": Float(1e-4, 1e-1, log=True),
    "units": Int(2, 64, log=True),
    "hidden_units": Choice(((8,), (8, 4), None)),
}

CLASSES = 3


def blobs(seed=0, count=90):
    """Three clouds of points that a line each separates, as features and labels."""
    rng = np.random.default_rng(seed)
    labels = np.arange(count) % CLASSES
    features = 4.0 * np.eye(CLASSES)[labels] + rng.normal(size=(count, CLASSES))
    return features.astype(np.float32), labels


class PretendModel:
    """Stands for a network; remembers how it was built."""

    def __init__(self, units):
        self.units = units
        self.epochs = 0

    def save_weights(self, path):
        pathlib.Path(path).write_text(str(self.epochs))

    def load_weights(self, path):
        self.epochs = int(pathlib.Path(path).read_text())


def pretend_build(units, hidden_units):
    return PretendModel(units)


def search(folder, build=pretend_build, train=None, validation=None, **changes):
    arguments = {"method": "random", "space": SPACE, "trials": 6, "epochs": 4, **changes}
    return tuning.search(
        build, train or blobs(0), validation or blobs(1), folder=folder, **arguments
    )


def plain(found):
    """What must not depend on interruptions."""
    return [dataclasses.replace(trial, seconds=0.0) for trial in found.trials]
