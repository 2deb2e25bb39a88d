"""A small part of a data set that keeps the shares of the classes."""

import numpy as np

from fashionlab.tasks import stub


@stub("ch01_data", number=3, points=3)
def stratified_subset(
    images: np.ndarray, labels: np.ndarray, size: int, *, seed: int = 0
) -> tuple[np.ndarray, np.ndarray]:
    """Pick `size` examples so that each class keeps its share.

    If 10 % of all labels are 3, then 10 % of the chosen labels are 3, give or
    take one example; of few examples a rare class may get none. No example is
    chosen twice. Every image keeps its own label. The chosen examples come in
    random order: neither sorted by class nor in the order they had.

    Args:
        images: Array of shape (n, ...), any dtype. It is not changed.
        labels: Integer array of shape (n,); any ints may stand for the classes.
            It is not changed.
        size: How many examples to pick, an int with 0 < size < n.
        seed: An int. The same seed picks the same examples in the same
            order; another seed picks others.

    Returns:
        Two arrays: the chosen images, shape (size, ...), and their labels,
        shape (size,), with the dtypes they came with.

    Raises:
        ValueError: If `size` is not between 1 and n - 1.
    """
