"""Folds in which every class has its share."""

import numpy as np

from fashionlab.tasks import stub


@stub("ch10_tuning", number=4, points=3)
def stratified_folds(
    labels: np.ndarray, folds: int = 5, *, seed: int = 0
) -> list[tuple[np.ndarray, np.ndarray]]:
    """Cut examples into folds, so that each is measured once and every class has its share.

    For each fold there are two arrays of indices: the examples to learn from, and
    those to measure on. Together they are all examples, and none is in both. Each
    example is measured on in exactly one fold.

    The number of examples of a class that are measured on is the same in every fold;
    where the class cannot be divided evenly it differs by one at most. Which examples
    of a class go into which fold is drawn at random.

    (`training.cross_validate` trains and measures a network on each of these folds.)

    Args:
        labels: Integer array of shape (n,). Any ints may stand for the classes. The
            array itself is not changed.
        folds: Number of folds, an int of at least 2.
        seed: Decides which example goes into which fold. The same seed gives the same
            folds.

    Returns:
        List with one tuple (learn, measure) per fold: two integer arrays of indices
        into `labels`, in any order.

    Raises:
        ValueError: If `folds` is less than 2, or greater than the number of examples
            of the rarest class.
    """
