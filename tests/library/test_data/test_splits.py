"""Names, the validation split, the sealed test split."""

import warnings

import numpy as np
import pytest

from fashionlab import data
from fashionlab.errors import UnknownDataset

TRAIN, TEST = 60, 20  # images


def indices(split):
    """Which images of the training part these are (see `tiny_arrays`)."""
    return split.images.reshape(len(split), -1)[:, 0].tolist()


@pytest.mark.parametrize("name", ["fashion-mnist", "", 3, None])
def test_an_unknown_name_lists_the_known_ones(name):
    with pytest.raises(UnknownDataset, match=r"fashion_mnist, mnist, cifar100.*Received: name="):
        data.load(name)


def test_a_misspelt_name_gets_a_guess():
    with pytest.raises(UnknownDataset, match="Did you mean 'fashion_mnist'"):
        data.locate("fashion-mnist")


@pytest.fixture
def loaded(places, arrays):
    np.savez(places.data / "fashion_mnist.npz", **arrays)
    return data.load()


def test_default_validation_is_a_sixth_and_disjoint(loaded):
    train, validation = indices(loaded.train), indices(loaded.validation)
    assert sorted(train + validation) == list(range(TRAIN))
    assert np.bincount(loaded.validation.labels, minlength=10).tolist() == [1] * 10
    np.testing.assert_array_equal(loaded.train.labels, np.array(train) % 10)


def test_the_cut_depends_on_the_seed_alone(loaded):
    assert indices(data.load(seed=0).validation) == indices(loaded.validation)
    assert indices(data.load(seed=1).validation) != indices(loaded.validation)


@pytest.mark.parametrize("size", [0, 1, 7, 23, 59])
def test_classes_of_any_size_give_their_share_to_within_one(loaded, size):
    from fashionlab.data.cut import validation_mask

    labels = np.repeat([0, 1, 2, 5], [31, 17, 11, 1])
    mask = validation_mask(labels, size, seed=3)
    assert mask.sum() == size
    for label, count in zip(*np.unique(labels, return_counts=True), strict=True):
        assert abs(mask[labels == label].sum() - count * size / 60) < 1


@pytest.mark.parametrize(("given", "expected"), [(0, 0), (13, 13), (0.5, 30), (0.0, 0)])
def test_validation_size_is_a_count_or_a_share(loaded, given, expected):
    assert len(data.load(validation_size=given).validation) == expected


@pytest.mark.parametrize("wrong", [-1, 60, 1.0, -0.1, "10", True, float("nan")])
def test_validation_size_out_of_range_is_refused(loaded, wrong):
    with pytest.raises(ValueError, match=r"from 0 to 59 .*Received: validation_size="):
        data.load(validation_size=wrong)


def test_a_wrong_seed_is_refused(loaded):
    with pytest.raises(ValueError, match="Received: seed=-1"):
        data.load(seed=-1)


def test_a_second_opening_of_the_test_split_warns(loaded):
    assert "test=sealed" in repr(loaded)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        split = loaded.open_test()
    assert len(split) == TEST
    assert "test=opened" in repr(loaded)
    with pytest.warns(UserWarning, match="opened once, for the final figure"):
        data.load().open_test()  # another object, the same data set


def test_arrays_are_read_only_and_labels_do_not_overflow(loaded):
    for split in (loaded.train, loaded.validation, loaded.open_test()):
        assert split.images.dtype == np.uint8
        assert split.labels.dtype == np.int64
        with pytest.raises(ValueError, match="read-only"):
            split.images[0] = 0
        with pytest.raises(ValueError, match="read-only"):
            split.labels += 1


def test_a_split_freezes_its_own_view_only():
    images, labels = np.zeros((2, 3, 3), np.uint8), np.zeros(2, np.int64)
    split = data.Split(images, labels)
    images[0] = 1
    assert len(split) == 2
    assert not split.images.flags.writeable


def test_a_split_needs_one_label_per_image():
    with pytest.raises(ValueError, match=r"images \(2, 3, 3\), labels \(3,\)"):
        data.Split(np.zeros((2, 3, 3), np.uint8), np.zeros(3, np.int64))
