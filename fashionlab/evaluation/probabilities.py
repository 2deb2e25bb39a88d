"""Scores to probabilities, and what a wrong probability costs."""

import numpy as np

from fashionlab.tasks import stub


@stub("ch02_ann", number=1, points=2)
def softmax(logits: np.ndarray) -> np.ndarray:
    """Turn rows of scores into rows of probabilities.

    Each score z becomes exp(z) divided by the sum of exp over its row. Scores
    as large as 1,000 or as small as -1,000 must not give nan or inf: subtract
    the row's largest score first, which changes nothing else.

    Args:
        logits: Float array of shape (..., num_classes), any finite values. It
            is not changed.

    Returns:
        Float array of the same shape, values in [0, 1]; sums over the last
        axis are 1.
    """


@stub("ch02_ann", number=2, points=2)
def cross_entropy(probabilities: np.ndarray, labels: np.ndarray) -> float:
    """Measure how surprised the model is by the right answers.

    For each example take minus the natural logarithm of the probability that
    was given to the right class; return the mean over the examples. Sure and
    right costs 0, guessing among ten classes costs ln(10) = 2.303.

    Args:
        probabilities: Float array of shape (n, num_classes), values in [0, 1],
            rows sum to 1. It is not changed.
        labels: Integer array of shape (n,), each in [0, num_classes).

    Returns:
        Float >= 0, always finite: a probability below 1e-7 counts as 1e-7.
    """
