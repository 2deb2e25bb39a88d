"""Images that questions draw."""

import numpy as np

from fashionlab.checks.draws import moved_subset, patterns_anywhere, subset
from fashionlab.checks.questions import Setting


def drawn(share):
    return share(Setting(np.random.default_rng(4), "synthetic_fashion"))


def test_moved_images_keep_every_pixel_and_their_labels():
    plain, plain_secret = drawn(subset(40, 20))
    moved, secret = drawn(moved_subset(40, 20, by=14))
    for name in ("train_images", "held_out_images"):
        for before, after in zip(plain[name], moved[name], strict=True):
            assert np.array_equal(np.sort(before, axis=None), np.sort(after, axis=None))
        assert not np.array_equal(plain[name], moved[name])
    assert np.array_equal(plain["train_labels"], moved["train_labels"])
    assert np.array_equal(plain_secret["held_out_labels"], secret["held_out_labels"])


def test_images_are_moved_no_further_than_told():
    fields, _ = drawn(moved_subset(40, 20, by=1))
    plain, _ = drawn(subset(40, 20))
    for before, after in zip(plain["train_images"], fields["train_images"], strict=True):
        places = [(row, column) for row in (-1, 0, 1) for column in (-1, 0, 1)]
        assert any(np.array_equal(np.roll(before, place, axis=(0, 1)), after) for place in places)


def test_patterns_are_equally_bright_and_lie_at_many_places():
    fields, secret = drawn(patterns_anywhere(200, 100))
    images, labels = fields["train_images"], fields["train_labels"]
    assert set((images > 0).sum(axis=(1, 2))) == {32}
    assert np.bincount(labels).tolist() == [20] * 10
    assert len({image.tobytes() for image in images}) > 150
    assert len(secret["held_out_labels"]) == len(fields["held_out_images"]) == 100
