"""The reference solutions of the streams, and a few small images."""

import pathlib

import numpy as np
import pytest

from fashionlab.data import Split
from fashionlab.filling import fill_from
from fashionlab.tasks import separate_solutions

ROOT = pathlib.Path(__file__).parents[3]


@pytest.fixture(scope="module", autouse=True)
def solved():
    """Fill the stubs of the pipelines for the tests of one module."""
    with separate_solutions():
        fill_from(ROOT / "solutions" / "ch01_data.py")
        fill_from(ROOT / "solutions" / "ch05_regularisation.py")
        yield


@pytest.fixture
def make_split():
    """A function that draws a split of random images."""

    def draw(count=40, image_shape=(28, 28), classes=10, seed=0):
        rng = np.random.default_rng(seed)
        images = rng.integers(0, 256, (count, *image_shape), dtype=np.uint8)
        return Split(images, np.arange(count) % classes)

    return draw
