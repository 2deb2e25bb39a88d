"""CIFAR-100: two kinds of labels, two accepted files."""

import json

import numpy as np
import pytest

from fashionlab import data
from fashionlab.data import npz
from fashionlab.errors import DataCorrupted


def test_cifar_subset_has_both_label_modes(places, cifar):
    np.savez(places.data / "cifar100.npz", **cifar[200])
    fine, coarse = data.load("cifar100"), data.load("cifar100", label_mode="coarse")
    assert (fine.num_classes, coarse.num_classes) == (100, 20)
    assert coarse.class_names == fine.superclasses.coarse_names
    assert (len(fine.train), len(fine.validation)) == (160, 40)
    np.testing.assert_array_equal(fine.train.images, coarse.train.images)
    np.testing.assert_array_equal(
        fine.superclasses.to_coarse(fine.validation.labels), coarse.validation.labels
    )
    np.testing.assert_array_equal(coarse.open_test().labels, np.arange(100) // 5)


def test_downloaded_cifar_is_checked_against_what_was_recorded(places, cifar, serve, keras_pairs):
    def load_data(label_mode="fine"):
        pairs = keras_pairs(cifar[300], "_coarse" if label_mode == "coarse" else "")
        # As Keras gives them.
        return tuple((images, labels.astype(np.int64)[:, None]) for images, labels in pairs)

    serve(load_data)
    assert data.load("cifar100").source == "download"
    assert data.load("cifar100", label_mode="coarse").source == "cache"
    altered = {**cifar[300], "x_train": cifar[300]["x_train"] + 1}
    np.savez(places.cache / "cifar100.npz", **altered)
    with pytest.raises(DataCorrupted, match="Array x_train: expected MD5"):
        data.load("cifar100")


@pytest.mark.parametrize("record", [None, "{", "[]", "{}"])
def test_downloaded_cifar_without_its_record_is_refused(places, cifar, record):
    np.savez(places.data / "cifar100.npz", **cifar[300])
    if record is not None:
        (places.data / "cifar100.md5.json").write_text(record)
    with pytest.raises(DataCorrupted, match=r"cannot be checked.*cifar100\.md5\.json"):
        data.load("cifar100")


def test_a_fine_class_in_two_superclasses_is_refused(places, cifar):
    arrays = {**cifar[300], "y_train_coarse": cifar[300]["y_train_coarse"].copy()}
    arrays["y_train_coarse"][0] = 19
    np.savez(places.data / "cifar100.npz", **arrays)
    record = {member: npz.array_md5(array) for member, array in arrays.items()}
    (places.data / "cifar100.md5.json").write_text(json.dumps(record))
    with pytest.raises(DataCorrupted, match="exactly one superclass"):
        data.load("cifar100")


def test_label_mode_is_checked(arrays):
    with pytest.raises(ValueError, match=r"'fine'.*Received: label_mode='coarse'"):
        data.load("fashion_mnist", label_mode="coarse")
    with pytest.raises(ValueError, match=r"'fine', 'coarse'.*Received: label_mode='both'"):
        data.load("cifar100", label_mode="both")
