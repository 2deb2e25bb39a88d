"""Accuracies that are more forgiving than "the first answer is right"."""

import dataclasses

import numpy as np

from fashionlab.data import Superclasses
from fashionlab.evaluation.arguments import checked_count, checked_labels, checked_probabilities


def top_k_accuracy(probabilities: np.ndarray, labels: np.ndarray, k: int = 5) -> float:
    """Return the share of examples whose right class is among the k most probable.

    Of equally probable classes the one with the lower number comes first, as
    in `np.argmax`. So `k=1` is the accuracy, and a model that gives every
    class the same probability gains nothing by it.

    Args:
        probabilities: Float array of shape (n, num_classes), n at least 1.
        labels: Integer array of shape (n,), each in [0, num_classes).
        k: How many classes may be named, 1 to num_classes.

    Returns:
        Float in [0, 1].

    Raises:
        InvalidArgument: If an array has another shape or range, or `k` is out of range.
    """
    rows = checked_probabilities(probabilities)
    right = checked_labels(labels, *rows.shape)
    k = checked_count(k, "k", most=rows.shape[1])
    named = np.argsort(-rows, axis=1, kind="stable")[:, :k]
    return float(np.mean((named == right[:, np.newaxis]).any(axis=1)))


@dataclasses.dataclass(frozen=True)
class SuperclassFigures:
    """How a model does on the classes of one superclass.

    Attributes:
        name: The superclass.
        accuracy: Share of its images whose class is right, 0 to 1.
        superclass_accuracy: Share of its images put into one of its classes,
            the right one or not, 0 to 1.
        support: How many images it has; with none both shares are 0.
    """

    name: str
    accuracy: float
    superclass_accuracy: float
    support: int


def superclass_accuracy(
    answers: np.ndarray, labels: np.ndarray, superclasses: Superclasses
) -> float:
    """Return the share of examples put into the right superclass.

    Taking an oak for a maple counts as right: both are trees.

    Args:
        answers: Probabilities, float array of shape (n, num_classes), of which
            the most probable class counts; or predicted classes, integer array
            of shape (n,).
        labels: Integer array of shape (n,): the right classes.
        superclasses: Which class belongs to which superclass,
            `data.load("cifar100").superclasses`.

    Returns:
        Float in [0, 1], never below the accuracy.

    Raises:
        InvalidArgument: If an array has another shape or range.
    """
    predicted, right = _classes(answers, labels, superclasses)
    return float(np.mean(superclasses.to_coarse(predicted) == superclasses.to_coarse(right)))


def superclass_report(
    answers: np.ndarray, labels: np.ndarray, superclasses: Superclasses
) -> tuple[SuperclassFigures, ...]:
    """Return how a model does on each superclass.

    Args:
        answers: As in `superclass_accuracy`.
        labels: As in `superclass_accuracy`.
        superclasses: As in `superclass_accuracy`.

    Returns:
        One entry per superclass, in the order of its number.

    Raises:
        InvalidArgument: If an array has another shape or range.
    """
    predicted, right = _classes(answers, labels, superclasses)
    coarse, right_coarse = superclasses.to_coarse(predicted), superclasses.to_coarse(right)
    figures = []
    for number, name in enumerate(superclasses.coarse_names):
        own = right_coarse == number
        support = int(np.count_nonzero(own))
        hits = int(np.count_nonzero((predicted == right) & own))
        near = int(np.count_nonzero((coarse == right_coarse) & own))
        share = 1 / support if support else 0.0
        figures.append(SuperclassFigures(name, hits * share, near * share, support))
    return tuple(figures)


def _classes(
    answers: np.ndarray, labels: np.ndarray, superclasses: Superclasses
) -> tuple[np.ndarray, np.ndarray]:
    """Predicted and right classes, checked."""
    answers = np.asarray(answers)
    num_classes = len(superclasses.fine_names)
    if answers.ndim == 2:
        checked_probabilities(answers)
        answers = answers.argmax(axis=1)
    count = max(len(np.atleast_1d(answers)), 1)
    return (
        checked_labels(answers, count, num_classes, "predictions"),
        checked_labels(labels, count, num_classes),
    )
