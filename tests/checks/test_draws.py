"""Images that questions draw."""

import numpy as np

from fashionlab.checks.draws import patterns_anywhere
from fashionlab.checks.questions import Setting


def drawn(share):
    return share(Setting(np.random.default_rng(4), "synthetic_fashion"))


def test_patterns_are_equally_bright_and_lie_at_many_places():
    fields, secret = drawn(patterns_anywhere(200, 100))
    images, labels = fields["train_images"], fields["train_labels"]
    assert set((images > 0).sum(axis=(1, 2))) == {32}
    assert np.bincount(labels).tolist() == [20] * 10
    assert len({image.tobytes() for image in images}) > 150
    assert len(secret["held_out_labels"]) == len(fields["held_out_images"]) == 100
