"""Which class is taken for which, the most frequent mistake first."""

import numpy as np

from fashionlab.tasks import stub


@stub("ch06_evaluation", number=2, points=2)
def confused_pairs(matrix: np.ndarray, count: int = 10) -> list[tuple[int, int, int]]:
    """List the most frequent mistakes of a confusion matrix.

    A mistake has a direction: shirts taken for coats and coats taken for
    shirts are two pairs. The most frequent comes first. Of pairs that are
    equally frequent, the one with the lower right class comes first; with the
    same right class, the one with the lower predicted class.

    Args:
        matrix: Confusion matrix: integer array of shape (num_classes,
            num_classes), values at least 0. Row i, column j: how many examples
            of class i were predicted as class j. It is not changed.
        count: How many pairs to list at most, an int of at least 1.

    Returns:
        List of tuples (right class, predicted class, how many), all ints.
        Right answers are no mistakes, and pairs that never occur are left
        out: the list may be shorter than `count`, or empty.

    Raises:
        ValueError: If `count` is less than 1.
    """
