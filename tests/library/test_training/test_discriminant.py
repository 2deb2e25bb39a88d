"""A linear head solved in one step."""

import numpy as np
import pytest
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis

from fashionlab.errors import InvalidArgument
from fashionlab.models import build_head
from fashionlab.training import solve_head


@pytest.fixture
def clouds():
    """Features of unlike scales, correlated, three classes of unlike size."""
    rng = np.random.default_rng(0)
    labels = np.repeat([0, 1, 2], [50, 80, 120])
    mixing = rng.normal(size=(12, 12))
    rows = rng.normal(size=(250, 12)) @ mixing + rng.normal(size=(3, 12))[labels] * 2
    return (rows * np.logspace(-1, 2, 12) + 5).astype(np.float32), labels


def standardised(rows):
    return (rows - rows.mean(axis=0)) / np.sqrt(rows.var(axis=0) + 1e-3)


def test_the_head_gives_what_the_textbook_analysis_gives(clouds):
    rows, labels = clouds
    head = build_head(12, 3)
    solve_head(head, rows, labels, shrinkage=0.2)
    # scikit-learn shrinks each class's covariance; averaged over the classes that is the same.
    textbook = LinearDiscriminantAnalysis(solver="lsqr", shrinkage=0.2)
    expected = textbook.fit(standardised(rows), labels).predict_proba(standardised(rows))
    np.testing.assert_allclose(head.predict(rows, verbose=0), expected, atol=1e-3)


def test_more_features_than_images_still_part_unseen_images():
    rng = np.random.default_rng(1)
    centers = rng.normal(size=(4, 300))
    labels = np.tile(np.arange(4), 60)
    rows = centers[labels] + 4 * rng.normal(size=(240, 300))
    head = build_head(300, 4)
    solve_head(head, rows[:120], labels[:120], shrinkage=0.3)
    found = head.predict(rows[120:], verbose=0).argmax(axis=1)
    assert np.mean(found == labels[120:]) > 0.8


def test_a_head_with_hidden_layers_cannot_be_solved(clouds):
    head = build_head(12, 3, hidden_units=(8,))
    with pytest.raises(InvalidArgument, match="hidden_1"):
        solve_head(head, *clouds, shrinkage=0.3)
