"""Augmentation: each image gets its own change, and the seed decides which."""

import numpy as np
import pytest

from fashionlab.pipelines import AUGMENTATIONS

COUNT = 200


def images(channels=1):
    """A bright block off the middle, so that every change shows; a mark for each channel."""
    batch = np.zeros((COUNT, 20, 20, channels), np.uint8)
    batch[:, 5:13, 4:10] = 200
    batch[..., 5:7, 4:6, -1] = 100
    return batch


def apply(name, batch, seed=(1, 2)):
    return np.asarray(AUGMENTATIONS[name](batch, np.array(seed, np.int64)))


@pytest.mark.parametrize("name", sorted(AUGMENTATIONS))
@pytest.mark.parametrize("channels", [1, 3])
def test_shape_and_dtype_stay_and_the_seed_decides(name, channels):
    batch = images(channels)
    changed = apply(name, batch)
    assert (changed.shape, changed.dtype) == (batch.shape, np.uint8)
    np.testing.assert_array_equal(changed, apply(name, batch))
    assert (changed != apply(name, batch, seed=(1, 3))).any()


@pytest.mark.parametrize("name", sorted(AUGMENTATIONS))
def test_images_of_a_batch_are_changed_differently(name):
    kinds = np.unique(apply(name, images()).reshape(COUNT, -1), axis=0)
    assert len(kinds) == 2 if name == "flip" else len(kinds) > 15


def test_flip_mirrors_about_half_of_the_images_and_nothing_else():
    batch = images()
    changed = apply("flip", batch)
    kept = (changed == batch).all(axis=(1, 2, 3))
    mirrored = (changed == batch[:, :, ::-1]).all(axis=(1, 2, 3))
    assert (kept ^ mirrored).all()
    assert 70 < kept.sum() < 130  # 100 expected, sd 7


def test_shift_moves_up_to_a_tenth_and_black_comes_in():
    batch = images()
    moves = set()
    for changed in apply("shift", batch)[..., 0]:
        rows, columns = np.flatnonzero(changed.any(axis=1)), np.flatnonzero(changed.any(axis=0))
        assert (len(rows), len(columns)) == (8, 6)
        moves.add((rows[0] - 5, columns[0] - 4))
    assert moves == {(down, right) for down in range(-2, 3) for right in range(-2, 3)}


def test_rotate_and_zoom_keep_the_middle_in_the_middle():
    batch = np.zeros((COUNT, 21, 21, 1), np.uint8)
    batch[:, 6:15, 6:15] = 255
    grid = np.arange(21)
    for name in ("rotate", "zoom"):
        changed = apply(name, batch)[..., 0].astype(float)
        mass = changed.sum(axis=(1, 2))
        for axis in (1, 2):
            middle = (changed.sum(axis=3 - axis) * grid).sum(axis=1) / mass
            np.testing.assert_allclose(middle, 10, atol=0.1)
        area = mass / mass.mean()
        assert np.ptp(area) < 0.1 if name == "rotate" else np.ptp(area) > 0.25


def test_rotate_turns_by_up_to_ten_degrees_both_ways():
    batch = np.zeros((COUNT, 41, 41, 1), np.uint8)
    batch[:, 20, :] = 255  # a line through the middle; at its end 10 degrees are 3.5 pixels
    ends = apply("rotate", batch)[:, :, 39, 0].argmax(axis=1) - 20
    assert ends.min() in (-4, -3)
    assert ends.max() in (3, 4)


def test_erase_puts_noise_on_a_rectangle_of_about_half_of_the_images():
    batch = images()
    holes = (apply("erase", batch) != batch).any(axis=3)
    hit = holes.any(axis=(1, 2))
    assert 70 < hit.sum() < 130
    for hole in holes[hit]:
        rows, columns = np.flatnonzero(hole.any(axis=1)), np.flatnonzero(hole.any(axis=0))
        box = hole[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        assert box.mean() > 0.7  # noise now and then equals what was there
    assert 0.01 < holes[hit].mean() < 0.25


def test_no_augmentation_changes_the_batch_it_was_given():
    batch = images()
    before = batch.copy()
    for name in AUGMENTATIONS:
        apply(name, batch)
    np.testing.assert_array_equal(batch, before)
