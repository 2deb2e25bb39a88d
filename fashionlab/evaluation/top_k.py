"""An accuracy that is more forgiving than "the first answer is right"."""

import numpy as np

from fashionlab.tasks import stub


@stub("ch11_cifar100", number=2, points=2)
def top_k_accuracy(probabilities: np.ndarray, labels: np.ndarray, k: int = 5) -> float:
    """Return the share of images whose right class is among the k most probable.

    Of equally probable classes the one with the lower number comes first, as
    with `np.argmax`. So `k=1` gives the accuracy, and a model that calls all
    classes equally probable gains nothing by it.

    Args:
        probabilities: Float array of shape (n, num_classes), n at least 1, rows
            sum to 1. Equal values may occur in a row. It stays as it is.
        labels: Integer array of shape (n,), each in [0, num_classes): the right
            classes. It stays as it is, too.
        k: How many classes may be named, an int from 1 to num_classes. With all
            of them every answer is right.

    Returns:
        Float in [0, 1]: 0.75 when the right class is among the k most probable
        for three of four images.

    Raises:
        ValueError: If `k` is less than 1 or more than num_classes.
    """
