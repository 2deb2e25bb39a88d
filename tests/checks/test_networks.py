"""Judgements of a network's behaviour: what is said of outputs that are not as they should be."""

import numpy as np
import pytest

from fashionlab.checks.asserts import Mismatch
from fashionlab.checks.networks import (
    expect_dropout_beyond,
    expect_dropout_in_training_only,
    expect_rate_matters,
    expect_rows_sum_to_one,
)


def told(function, *args, **kwargs):
    with pytest.raises(Mismatch) as caught:
        function(*args, **kwargs)
    return caught.value.message


def test_the_first_row_that_does_not_sum_to_one_is_named():
    rows = np.full((1, 4, 2), 0.5, np.float32)
    rows[0, 2, 0] = 0.75
    assert told(expect_rows_sum_to_one, rows) == (
        "Expected the probabilities in row 2 of the output to sum to 1. Received: a sum of 1.25."
    )


def test_no_dropout_at_all_is_told_from_dropout_after_the_last_layer():
    rows = np.full((1, 64, 2), 0.5, np.float32)
    same = told(expect_dropout_beyond, "after the last layer", [rows], units=4, repeats=64)
    assert "the same answer in all 64 passes" in same
    rows[0, ::2] = [0.25, 0.75]
    two = told(expect_dropout_beyond, "after the last layer", [rows], units=4, repeats=64)
    assert "only 2 different answers in 64 passes" in two
    assert "dropout after the last layer alone" in two


def test_scores_instead_of_probabilities_are_no_matter_of_dropout():
    scores = np.random.default_rng(0).normal(size=(12, 16, 10)).astype(np.float32)
    expect_rate_matters([scores, 10 * scores])
    expect_dropout_in_training_only([scores[:1].repeat(2, axis=0)], training=False)
