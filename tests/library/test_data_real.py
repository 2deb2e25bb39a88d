"""The real data files, and the real Keras: what the tiny files in `test_data` stand for."""

import os
import subprocess
import sys
import urllib.request
from pathlib import Path
from urllib.error import URLError

import numpy as np
import pytest

from fashionlab import data
from fashionlab.data import dataset
from fashionlab.errors import DataNotFound

FOLDER = os.environ.get("FASHIONLAB_DATA")


def needs(name):
    """Skip, saying what is missing, where the file is not at hand."""
    there = FOLDER and (Path(FOLDER) / f"{name}.npz").exists()
    reason = f"FASHIONLAB_DATA holds no {name}.npz" if FOLDER else "FASHIONLAB_DATA is not set"
    return pytest.mark.skipif(not there, reason=f"{reason}: the real {name} is not checked")


@pytest.mark.parametrize(
    "name", [pytest.param("fashion_mnist", marks=needs("fashion_mnist")),
             pytest.param("mnist", marks=needs("mnist"))]
)  # fmt: skip
def test_real_file_has_the_published_checksums_and_splits(name, monkeypatch):
    monkeypatch.setattr(dataset, "OPENED", set())
    loaded = data.load(name)
    assert loaded.source == "FASHIONLAB_DATA"
    assert (len(loaded.train), len(loaded.validation)) == (50_000, 10_000)
    test = loaded.open_test()
    assert test.images.shape == (10_000, 28, 28)
    official = np.bincount(np.concatenate([loaded.train.labels, loaded.validation.labels]))
    cut = np.bincount(loaded.validation.labels)
    assert np.abs(cut - official / 6).max() < 1
    assert not loaded.is_synthetic


@needs("cifar100")
def test_real_cifar_has_the_standard_superclasses(monkeypatch):
    monkeypatch.setattr(dataset, "OPENED", set())
    loaded = data.load("cifar100")
    table = loaded.superclasses
    members = {
        coarse: [
            fine
            for fine, label in zip(table.fine_names, table.coarse_of_fine, strict=True)
            if label == index
        ]
        for index, coarse in enumerate(table.coarse_names)
    }
    assert {len(fine) for fine in members.values()} == {5}
    # Krizhevsky 2009, the table of superclasses.
    assert members["people"] == ["baby", "boy", "girl", "man", "woman"]
    assert members["trees"] == ["maple_tree", "oak_tree", "palm_tree", "pine_tree", "willow_tree"]
    assert set(np.bincount(loaded.validation.labels)) == {20}
    assert set(np.bincount(loaded.open_test().labels)) == {100}


def test_import_needs_neither_tensorflow_nor_keras():
    code = (
        "import sys, fashionlab.data as data; data.load('synthetic_fashion'); "
        "sys.exit(bool({'keras', 'tensorflow'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.slow
def test_without_a_network_real_keras_becomes_one_clear_error(tmp_path, monkeypatch):
    keras = pytest.importorskip("keras", reason="keras is not installed")
    from keras.src.utils import file_utils

    def no_network(*args, **kwargs):
        raise URLError("Name or service not known")

    for variable in ("FASHIONLAB_DATA", "FASHIONLAB_CACHE"):
        monkeypatch.setenv(variable, str(tmp_path / variable))
    monkeypatch.setattr(urllib.request, "urlretrieve", no_network)
    monkeypatch.setattr(file_utils, "urlretrieve", no_network)
    monkeypatch.setattr(file_utils.config, "keras_home", lambda: str(tmp_path))
    assert keras.datasets is not None
    for name in ("fashion_mnist", "mnist", "cifar100"):
        with pytest.raises(DataNotFound, match="Name or service not known"):
            data.load(name)
