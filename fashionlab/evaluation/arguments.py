"""The checks that every measure here makes of what it is given."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from fashionlab.errors import InvalidArgument


def checked_probabilities(probabilities: Any) -> np.ndarray:
    """Return the rows of a classifier as an array, or say what is wrong with them.

    Args:
        probabilities: Float array of shape (n, num_classes), n at least 1, all finite.

    Raises:
        InvalidArgument: If the shape is another, or a value is nan or inf.
    """
    rows = np.asarray(probabilities)
    if rows.ndim != 2 or 0 in rows.shape:
        raise InvalidArgument(
            "Expected probabilities of shape (n, num_classes) with at least one row. "
            f"Received: shape {rows.shape}."
        )
    if not np.isfinite(rows).all():
        raise InvalidArgument(
            f"Expected finite probabilities. Received: {np.count_nonzero(~np.isfinite(rows))} "
            "values that are nan or inf. The model's weights are probably nan: train it again "
            "with a smaller learning rate."
        )
    return rows


def checked_labels(labels: Any, count: int, num_classes: int, name: str = "labels") -> np.ndarray:
    """Return class numbers as an integer array, or say what is wrong with them.

    Args:
        labels: Integer array of shape (count,), each in [0, num_classes).
        count: How many there must be.
        num_classes: Number of classes.
        name: What to call them in a message.

    Raises:
        InvalidArgument: If the shape, the type or a value is another.
    """
    numbers = np.asarray(labels)
    if numbers.shape != (count,) or not np.issubdtype(numbers.dtype, np.integer):
        raise InvalidArgument(
            f"Expected {name} to be an integer array of shape ({count},), one class number per "
            f"example. Received: {numbers.dtype} of shape {numbers.shape}."
        )
    if count and not (numbers.min() >= 0 and numbers.max() < num_classes):
        raise InvalidArgument(
            f"Expected {name} from 0 to {num_classes - 1}. "
            f"Received: {numbers.min()} to {numbers.max()}."
        )
    return numbers


def checked_names(class_names: Sequence[str], num_classes: int) -> tuple[str, ...]:
    """Return one name per class as a tuple.

    Raises:
        InvalidArgument: If there are more or fewer names than classes.
    """
    names = tuple(str(name) for name in class_names)
    if len(names) != num_classes:
        raise InvalidArgument(
            f"Expected one class name for each of {num_classes} classes. "
            f"Received: {len(names)} names."
        )
    return names


def checked_matrix(matrix: Any) -> np.ndarray:
    """Return a confusion matrix as an array.

    Raises:
        InvalidArgument: If it is not square, or holds something else than counts.
    """
    counts = np.asarray(matrix)
    square = counts.ndim == 2 and counts.shape[0] == counts.shape[1]
    if not square or not np.issubdtype(counts.dtype, np.integer) or (counts < 0).any():
        raise InvalidArgument(
            "Expected a confusion matrix: counts, integers of at least 0, shape "
            f"(num_classes, num_classes). Received: {counts.dtype} of shape {counts.shape}."
        )
    return counts


def checked_count(value: Any, name: str, *, most: int | None = None) -> int:
    """Return a whole number of at least 1.

    Raises:
        InvalidArgument: If it is something else, or more than `most`.
    """
    whole = isinstance(value, int | np.integer) and not isinstance(value, bool)
    if not whole or value < 1 or (most is not None and value > most):
        allowed = "a whole number of at least 1" if most is None else f"1 to {most}"
        raise InvalidArgument(f"Expected {name} to be {allowed}. Received: {name}={value!r}.")
    return int(value)
