"""Class by class: how good, and taken for what."""

import dataclasses
from collections.abc import Sequence

import numpy as np

from fashionlab.evaluation.arguments import (
    checked_count,
    checked_labels,
    checked_matrix,
    checked_names,
)
from fashionlab.evaluation.class_scores import per_class_scores
from fashionlab.evaluation.confusions import confused_pairs
from fashionlab.evaluation.metrics import confusion_matrix


@dataclasses.dataclass(frozen=True)
class ClassFigures:
    """How a model does on one class. Every share is 0 where it would divide by 0.

    Attributes:
        name: The class.
        precision: Share of the images called this class that are of this class.
        recall: Share of the images of this class that were called so.
        f1: Harmonic mean of precision and recall.
        support: Images of this class.
    """

    name: str
    precision: float
    recall: float
    f1: float
    support: int


@dataclasses.dataclass(frozen=True)
class ConfusedPair:
    """One kind of mistake.

    Attributes:
        right: The class the images are of.
        predicted: The class they were taken for.
        count: How many.
        share: `count` over all images of the right class, 0 to 1.
    """

    right: str
    predicted: str
    count: int
    share: float


def classification_report(
    labels: np.ndarray, predictions: np.ndarray, class_names: Sequence[str]
) -> tuple[ClassFigures, ...]:
    """Return precision, recall and F1 of every class.

    The counts come from the task `evaluation.confusion_matrix`, the figures
    from the task `evaluation.per_class_scores`. They are those of
    `sklearn.metrics.classification_report` with `zero_division=0`.

    Args:
        labels: Integer array of shape (n,): the right classes.
        predictions: Integer array of shape (n,): the predicted classes.
        class_names: One name per class, in the order of their numbers.

    Returns:
        One entry per class, in the order of `class_names`.

    Raises:
        InvalidArgument: If an array has another shape or range.
    """
    names = tuple(class_names)
    labels = checked_labels(labels, len(np.atleast_1d(labels)), len(names))
    predictions = checked_labels(predictions, len(labels), len(names), "predictions")
    return figures_of(confusion_matrix(labels, predictions, len(names)), names)


def figures_of(matrix: np.ndarray, class_names: Sequence[str]) -> tuple[ClassFigures, ...]:
    """Return precision, recall and F1 of every class from a confusion matrix.

    Args:
        matrix: Integer array of shape (num_classes, num_classes), rows the right classes.
        class_names: One name per class.

    Raises:
        InvalidArgument: If the matrix is none, or there are too many or too few names.
    """
    counts = checked_matrix(matrix)
    names = checked_names(class_names, len(counts))
    return tuple(
        ClassFigures(name, float(p), float(r), float(f), int(s))
        for name, p, r, f, s in zip(names, *per_class_scores(counts), strict=True)
    )


def most_confused_pairs(
    matrix: np.ndarray, class_names: Sequence[str], count: int = 10
) -> tuple[ConfusedPair, ...]:
    """Return the most frequent mistakes, the most frequent first.

    They come from the task `evaluation.confused_pairs`.

    Args:
        matrix: Integer array of shape (num_classes, num_classes), rows the right classes.
        class_names: One name per class.
        count: How many pairs at most. Pairs that never occur are left out.

    Raises:
        InvalidArgument: If the matrix is none, or there are too many or too few names.
    """
    counts = checked_matrix(matrix)
    names = checked_names(class_names, len(counts))
    count = checked_count(count, "count")
    support = counts.sum(axis=1)
    return tuple(
        ConfusedPair(names[right], names[predicted], int(times), int(times) / int(support[right]))
        for right, predicted, times in confused_pairs(counts, count)
    )
