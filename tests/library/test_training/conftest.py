import pathlib

import numpy as np
import pytest

from fashionlab import data
from fashionlab.data.synthetic import generate
from fashionlab.filling import fill_from
from fashionlab.quiet import import_keras
from fashionlab.tasks import separate_solutions

ROOT = pathlib.Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def solved(tmp_path, monkeypatch):
    monkeypatch.setenv("FASHIONLAB_STATE", str(tmp_path / "state"))
    with separate_solutions():
        fill_from(ROOT / "solutions")
        yield


@pytest.fixture(scope="session")
def train():
    return data.Split(*generate(240, seed=1))


@pytest.fixture(scope="session")
def validation():
    return data.Split(*generate(120, seed=2))


@pytest.fixture(scope="session")
def arrays(train):
    """The same examples as 49 floats each."""
    return np.float32(train.images[:, ::4, ::4].reshape(240, 49) / 255), train.labels


@pytest.fixture(scope="session")
def build():
    """Builds a tiny network, always with the same first weights."""
    keras = import_keras()

    def tiny(input_shape=(28, 28, 1), *, units=8, dropout_rate=0.3, normalize=True, seed=7):
        keras.utils.set_random_seed(seed)
        layers = [keras.Input(input_shape), keras.layers.Flatten(), keras.layers.Dense(units)]
        if normalize:
            layers.append(keras.layers.BatchNormalization())
        layers += [keras.layers.ReLU(), keras.layers.Dropout(dropout_rate)]
        return keras.Sequential([*layers, keras.layers.Dense(10, activation="softmax")])

    return tiny


@pytest.fixture(scope="session")
def same():
    def same_weights(one, other):
        """Whether two models hold the same weights, bit by bit."""
        pairs = zip(one.get_weights(), other.get_weights(), strict=True)
        return all(np.array_equal(left, right) for left, right in pairs)

    return same_weights
