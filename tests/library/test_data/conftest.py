"""Data files of a few hundred bytes that stand for the published ones, and no network."""

import importlib.machinery
import sys
import types
from dataclasses import replace

import numpy as np
import pytest

from fashionlab.data import catalogue, dataset, npz
from fashionlab.data.catalogue import ArraySpec

TRAIN, TEST = 60, 20  # images


def tiny_arrays(image_shape=(4, 4), classes=10, train=TRAIN, test=TEST):
    """Arrays as a data file holds them. Image i holds the number i, so images tell who they are."""
    arrays = {}
    for part, size in (("train", train), ("test", test)):
        images = np.zeros((size, *image_shape), np.uint8)
        images[:] = np.arange(size).reshape(-1, *[1] * len(image_shape)) % 256
        arrays[f"x_{part}"] = images
        arrays[f"y_{part}"] = (np.arange(size) % classes).astype(np.uint8)
    return arrays


def described(arrays, *, md5=True):
    return {
        member: ArraySpec(array.shape, npz.array_md5(array) if md5 else None)
        for member, array in arrays.items()
    }


@pytest.fixture(autouse=True)
def places(tmp_path, monkeypatch, serve):
    """An empty FASHIONLAB_DATA and cache, no network, nothing opened yet."""
    folders = types.SimpleNamespace(data=tmp_path / "data", cache=tmp_path / "cache")
    folders.data.mkdir()
    monkeypatch.setenv("FASHIONLAB_DATA", str(folders.data))
    monkeypatch.setenv("FASHIONLAB_CACHE", str(folders.cache))
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))
    monkeypatch.setattr(dataset, "OPENED", set())
    monkeypatch.setattr(npz, "_verified", set())

    def no_network(**kwargs):
        raise Exception("URL fetch failure on the server: None -- Name or service not known")

    serve(no_network)
    return folders


@pytest.fixture
def serve(monkeypatch):
    """A function that lets every `keras.datasets.<name>.load_data` be the one it is given."""

    def replace_load_data(load_data):
        keras = types.ModuleType("keras")
        keras.__spec__ = importlib.machinery.ModuleSpec("keras", None)
        source = types.SimpleNamespace(load_data=load_data)
        keras.datasets = types.SimpleNamespace(fashion_mnist=source, mnist=source, cifar100=source)
        monkeypatch.setitem(sys.modules, "keras", keras)

    return replace_load_data


@pytest.fixture
def arrays(monkeypatch):
    """Arrays that stand for the published Fashion-MNIST in this test."""
    arrays = tiny_arrays()
    entry = replace(
        catalogue.CATALOGUE["fashion_mnist"], image_shape=(4, 4), variants=(described(arrays),)
    )
    monkeypatch.setitem(catalogue.CATALOGUE, "fashion_mnist", entry)
    return arrays


@pytest.fixture
def cifar(monkeypatch):
    """Arrays of a CIFAR-100 as downloaded (300 images) and as the known subset (200)."""
    published = {}
    for size in (300, 200):
        arrays = tiny_arrays((4, 4, 3), 100, train=size, test=100)
        for part in ("train", "test"):
            arrays[f"y_{part}_coarse"] = arrays[f"y_{part}"] // 5
        published[size] = arrays
    variants = (described(published[300], md5=False), described(published[200]))
    entry = replace(catalogue.CATALOGUE["cifar100"], image_shape=(4, 4, 3), variants=variants)
    monkeypatch.setitem(catalogue.CATALOGUE, "cifar100", entry)
    return published


@pytest.fixture
def keras_pairs():
    """A function that arranges arrays as Keras returns them."""

    def pairs(arrays, suffix=""):
        parts = ("train", "test")
        return tuple((arrays[f"x_{part}"], arrays[f"y_{part}{suffix}"]) for part in parts)

    return pairs
