"""Judge fine probabilities by their superclasses."""

import numpy as np

from fashionlab.tasks import stub


@stub("ch11_cifar100", number=3, points=3)
def superclass_scores(
    probabilities: np.ndarray, labels: np.ndarray, coarse_of_fine: np.ndarray
) -> tuple[float, np.ndarray]:
    """Return how often the superclass is right: over all images, and for each superclass.

    A superclass is as probable as its classes together: its probability is the
    sum of theirs. The superclass with the largest sum is the answer. That need
    not be the superclass of the most probable class: with oak 0.25, maple 0.25,
    willow 0.1 and whale 0.4 the picture is probably of a tree.

    Superclasses are numbered from 0 to the largest number in `coarse_of_fine`.
    They may have different numbers of classes, which need not stand side by side.

    Args:
        probabilities: Float array of shape (n, num_classes), n at least 1, rows
            sum to 1. Within one row no two superclasses have the same sum.
        labels: Integer array of shape (n,), each in [0, num_classes): the right
            *fine* classes.
        coarse_of_fine: Integer array of shape (num_classes,): the superclass of
            each class. Every superclass has at least one class. All three arrays stay
            as they are.

    Returns:
        Tuple (accuracy, per_superclass). The first is a float in [0, 1]: the
        share of all n images whose superclass is right. The second is a float
        array of shape (num_superclasses,): the share of right answers among the
        images *of* each superclass, 0.0 for a superclass without images.

    Raises:
        ValueError: If `coarse_of_fine` has not one number for each class.
    """
