"""Mixup and cutmix: the label says what the image shows."""

import numpy as np
import pytest

from fashionlab.pipelines.mixing import cutmix, mixup

COUNT = 300


def batch():
    """Image i is everywhere i and its label row is a 1 at place i, so each tells of the other."""
    values = np.arange(COUNT, dtype=np.float32)
    images = np.broadcast_to(values[:, None, None, None], (COUNT, 8, 8, 1)).copy()
    return images, np.eye(COUNT, dtype=np.float32)


def mixed(function, alpha=1.0, seed=(3, 4)):
    images, rows = function(*batch(), alpha, np.array(seed, np.int64))
    return np.asarray(images), np.asarray(rows)


@pytest.mark.parametrize("function", [mixup, cutmix])
def test_label_rows_give_the_share_of_each_image(function):
    images, rows = mixed(function)
    assert (images.dtype, rows.dtype) == (np.float32, np.float32)
    np.testing.assert_allclose(rows.sum(axis=1), 1, atol=1e-5)
    np.testing.assert_allclose(
        images.mean(axis=(1, 2, 3)), rows @ np.arange(COUNT), rtol=1e-4, atol=1e-3
    )
    assert (np.count_nonzero(rows, axis=1) <= 2).all()
    assert np.count_nonzero(rows, axis=1).mean() > 1.5


@pytest.mark.parametrize("function", [mixup, cutmix])
def test_the_seed_decides(function):
    np.testing.assert_array_equal(mixed(function)[0], mixed(function)[0])
    assert (mixed(function)[0] != mixed(function, seed=(3, 5))[0]).any()


def test_mixup_draws_the_share_from_a_beta_distribution():
    own = np.diagonal(mixed(mixup, alpha=1.0)[1])
    assert abs(own.mean() - 0.5) < 0.06  # uniform: mean 0.5, sd 0.29, 300 draws
    assert abs(own.std() - 0.289) < 0.04
    nearly_whole = np.diagonal(mixed(mixup, alpha=0.1)[1])
    assert ((nearly_whole < 0.1) | (nearly_whole > 0.9)).mean() > 0.7  # 0.80 expected


def test_a_tiny_alpha_gives_numbers_all_the_same():
    images, rows = mixed(mixup, alpha=1e-3)
    assert np.isfinite(images).all()
    np.testing.assert_allclose(rows.sum(axis=1), 1, atol=1e-5)


def test_cutmix_pastes_one_rectangle_of_another_image():
    images, _ = mixed(cutmix)
    for number, image in enumerate(images[..., 0]):
        foreign = image != number
        assert len(np.unique(image)) <= 2
        if foreign.any():
            rows, columns = np.flatnonzero(foreign.any(1)), np.flatnonzero(foreign.any(0))
            assert foreign[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1].all()
