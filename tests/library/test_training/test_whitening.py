"""Features made equally wide in every direction within their classes."""

import numpy as np
import pytest

from fashionlab.errors import InvalidArgument
from fashionlab.models import build_head
from fashionlab.training import fit_whitening


@pytest.fixture
def clouds():
    """Features of unlike scales, correlated, around the means of three classes."""
    rng = np.random.default_rng(0)
    labels = np.tile([0, 1, 2], 400)
    rows = (
        rng.normal(size=(1200, 6)) @ rng.normal(size=(6, 6)) + 3 * rng.normal(size=(3, 6))[labels]
    )
    return (rows * np.logspace(-1, 1, 6) + 5).astype(np.float32), labels


def test_whitened_classes_are_round(clouds):
    rows, labels = clouds
    whitened = fit_whitening(build_head(6, 3), rows, labels, shrinkage=1e-6).apply(rows)
    around = np.concatenate(
        [whitened[labels == label] - whitened[labels == label].mean(axis=0) for label in range(3)]
    ).astype(np.float64)
    np.testing.assert_allclose(around.T @ around / len(around), np.eye(6), atol=0.02)


@pytest.mark.parametrize("hidden_units", [(), (8,), (8, 4)])
def test_a_folded_head_answers_plain_features_as_it_did_whitened_ones(clouds, hidden_units):
    rows, labels = clouds
    head = build_head(6, 3, hidden_units=hidden_units)
    whitening = fit_whitening(head, rows, labels, shrinkage=0.1)
    whitened = whitening.apply(rows)
    head.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    head.fit(whitened, labels, epochs=2, verbose=0)  # moves the normalisation too
    before = head.predict(whitened, verbose=0)
    whitening.fold_into(head)
    np.testing.assert_allclose(head.predict(rows, verbose=0), before, atol=5e-3)


@pytest.mark.parametrize("shrinkage", [0, -0.1, 1.5, float("nan")])
def test_a_shrinkage_out_of_range_is_named(clouds, shrinkage):
    with pytest.raises(InvalidArgument, match="at most 1"):
        fit_whitening(build_head(6, 3), *clouds, shrinkage=shrinkage)


def test_a_class_without_an_image_is_named(clouds):
    with pytest.raises(InvalidArgument, match="none of class 3"):
        fit_whitening(build_head(6, 4), *clouds, shrinkage=0.3)
