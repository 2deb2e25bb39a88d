"""The step that thawed bases are compared with goes down the slope of the loss."""

import numpy as np
import pytest
from scipy import special

from fashionlab.checks import thaw_step
from fashionlab.checks.ch09_thaw import bases
from fashionlab.checks.questions import Setting


@pytest.fixture
def fields():
    drawn, _ = bases({"frozen": "none", "calls": [0]})(Setting(np.random.default_rng(3), "any"))
    return {**drawn, "weights": [weight.astype(np.float64) for weight in drawn["weights"]]}


def loss(fields, weights, training):
    x, left = fields["images"], iter(weights)
    for layer in thaw_step._layers(left, training):
        x, _ = layer(x)
    rows = special.softmax(x.mean(axis=(1, 2)) @ fields["head"], axis=1)
    return -np.log(rows[np.arange(len(rows)), fields["labels"]]).mean()


@pytest.mark.parametrize("training", [(False, False, False), (True, False, True)])
def test_slopes_are_those_of_the_loss(fields, training):
    slopes = thaw_step.step(fields, training)
    for place, (weight, slope) in enumerate(zip(fields["weights"], slopes, strict=True)):
        if place in (4, 5, 10, 11, 20, 21):  # stored averages are no matter of the slope
            continue
        index = tuple(size // 2 for size in weight.shape)
        up, down = ([each.copy() for each in fields["weights"]] for _ in range(2))
        up[place][index] += 1e-6
        down[place][index] -= 1e-6
        expected = (loss(fields, up, training) - loss(fields, down, training)) / 2e-6
        assert slope[index] == pytest.approx(expected, abs=1e-7)


def test_weights_moved_by_hand_are_found(fields):
    slopes = thaw_step.step(fields, (False,) * 3)
    after = [weight.copy() for weight in fields["weights"]]
    after[18] -= slopes[18]
    after[16] += 0.01
    after[12] -= 1.1 * slopes[12]
    after[14][0] = np.nan
    # Factors of the last normalization went down the slope; it stored no other averages.
    assert thaw_step.moved_otherwise(fields, after) == [12, 14, 16]
