"""Cut a validation split off the training part, the same share of every class."""

from __future__ import annotations

import numbers

import numpy as np

from fashionlab.errors import InvalidArgument


def count(validation_size: float, train_size: int) -> int:
    """Turn a number of images or a share of them into a number of images.

    Args:
        validation_size: An int is a number of images; a float in [0, 1) is a share.
        train_size: Number of images to cut from.

    Raises:
        ValueError: If it is neither, or would leave nothing to train on.
    """
    is_count = isinstance(validation_size, numbers.Integral) and not isinstance(
        validation_size, bool
    )
    is_share = isinstance(validation_size, float) and 0 <= validation_size < 1
    size = round(validation_size * train_size) if is_share else validation_size
    if not (is_count or is_share) or not 0 <= size < train_size:
        raise InvalidArgument(
            f"Expected validation_size to be an int from 0 to {train_size - 1} (a number of "
            f"images) or a float in [0, 1) (a share of the {train_size} training images). "
            f"Received: validation_size={validation_size!r}."
        )
    return int(size)


def validation_mask(labels: np.ndarray, size: int, seed: int) -> np.ndarray:
    """Choose which images form the validation split.

    Every class gives its exact share, rounded up or down so that the total is `size`.

    Args:
        labels: Integer array, shape (n,).
        size: Number of images to choose, 0 to n - 1.
        seed: Non-negative int. The same seed chooses the same images.

    Returns:
        Boolean array, shape (n,), True for the validation images. Original order is kept.
    """
    rng = np.random.default_rng(seed)
    _, class_of, counts = np.unique(labels, return_inverse=True, return_counts=True)
    shares = counts * size / len(labels)
    quota = np.floor(shares).astype(np.int64)
    # The images lost by rounding down go to the classes that lost most.
    neediest = np.argsort(quota - shares, kind="stable")
    quota[neediest[: size - quota.sum()]] += 1
    # A random order in which every class stands together; take the first of each.
    order = np.lexsort((rng.random(len(labels)), class_of))
    rank = np.empty(len(labels), dtype=np.int64)
    rank[order] = np.arange(len(labels)) - np.repeat(np.cumsum(counts) - counts, counts)
    return np.asarray(rank < quota[class_of])
