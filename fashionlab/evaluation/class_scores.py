"""Precision, recall and F1, read off a confusion matrix."""

import numpy as np

from fashionlab.tasks import stub


@stub("ch06_evaluation", number=1, points=3)
def per_class_scores(
    matrix: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return precision, recall, F1 and support of every class.

    With "hits" for the examples of a class that were also predicted as it:

    - precision: hits / how often the class was predicted. When the model says
      "shirt", how often is it one?
    - recall: hits / how many examples the class has. How many of the shirts
      are found?
    - F1: 2 * hits / (how often it was predicted + how many examples it has),
      which is the harmonic mean of precision and recall (van Rijsbergen 1979,
      "Information Retrieval").
    - support: how many examples the class has.

    Where this would divide by 0 the score is 0.0: the precision of a class
    that is never predicted, the recall of a class that has no examples, and
    the F1 of a class with neither.

    Args:
        matrix: Confusion matrix: integer array of shape (num_classes,
            num_classes), values at least 0. Row i, column j: how many examples
            of class i were predicted as class j. It is not changed.

    Returns:
        Tuple (precision, recall, f1, support) of four arrays of shape
        (num_classes,), in the order of the classes. The first three are
        floats in [0, 1], always finite; the last holds whole numbers, ints
        or floats.
    """
