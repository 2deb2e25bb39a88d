"""Counting right and wrong answers."""

import numpy as np

from fashionlab.tasks import stub


@stub("ch02_ann", number=4, points=1)
def accuracy(probabilities: np.ndarray, labels: np.ndarray) -> float:
    """Return the share of examples whose most probable class is the right one.

    Args:
        probabilities: Float array of shape (n, num_classes), n at least 1.
        labels: Integer array of shape (n,), each in [0, num_classes).

    Returns:
        Float in [0, 1]: 0.75 when three of four are right.
    """


@stub("ch03_cnn", number=4, points=2)
def confusion_matrix(
    labels: np.ndarray, predictions: np.ndarray, num_classes: int = 10
) -> np.ndarray:
    """Count how often each class was taken for each other class.

    Args:
        labels: Integer array of shape (n,): the right classes, each in
            [0, num_classes).
        predictions: Integer array of shape (n,): the predicted classes, each
            in [0, num_classes).
        num_classes: Number of classes, a positive int. Not every class has
            to occur.

    Returns:
        Integer array of shape (num_classes, num_classes). Row i, column j:
        how many examples of class i were predicted as class j.
    """
