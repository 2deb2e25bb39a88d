"""How a model does on the superclasses of CIFAR-100."""

import dataclasses

import numpy as np

from fashionlab.data import Superclasses
from fashionlab.errors import InvalidArgument
from fashionlab.evaluation.arguments import checked_labels, checked_probabilities
from fashionlab.evaluation.superclass_scores import superclass_scores


@dataclasses.dataclass(frozen=True)
class SuperclassFigures:
    """How a model does on the classes of one superclass.

    Attributes:
        name: The superclass.
        accuracy: Share of its images whose class is right, 0 to 1.
        superclass_accuracy: Share of its images whose superclass is right, the
            class or not, 0 to 1.
        support: How many images it has; with none both shares are 0.
    """

    name: str
    accuracy: float
    superclass_accuracy: float
    support: int


def superclass_accuracy(
    answers: np.ndarray, labels: np.ndarray, superclasses: Superclasses, *, summed: bool = False
) -> float:
    """Return the share of examples put into the right superclass.

    Taking an oak for a maple counts as right: both are trees.

    Args:
        answers: Probabilities, float array of shape (n, num_classes); or
            predicted classes, integer array of shape (n,).
        labels: Integer array of shape (n,): the right classes.
        superclasses: Which class belongs to which superclass,
            `data.load("cifar100").superclasses`.
        summed: False: the superclass of the most probable class is the answer.
            True: the superclass with the largest sum of probabilities, by the
            task `evaluation.superclass_scores`.

    Returns:
        Float in [0, 1]. Without `summed` never below the accuracy.

    Raises:
        InvalidArgument: If an array has another shape or range, or classes are to be summed.
    """
    if summed:
        return float(_summed(answers, labels, superclasses)[0])
    predicted, right = _classes(answers, labels, superclasses)
    return float(np.mean(superclasses.to_coarse(predicted) == superclasses.to_coarse(right)))


def superclass_report(
    answers: np.ndarray, labels: np.ndarray, superclasses: Superclasses, *, summed: bool = False
) -> tuple[SuperclassFigures, ...]:
    """Return how a model does on each superclass.

    Args:
        answers: As in `superclass_accuracy`.
        labels: As in `superclass_accuracy`.
        superclasses: As in `superclass_accuracy`.
        summed: As in `superclass_accuracy`.

    Returns:
        One entry per superclass, in the order of its number.

    Raises:
        InvalidArgument: As in `superclass_accuracy`.
    """
    predicted, right = _classes(answers, labels, superclasses)
    coarse, right_coarse = superclasses.to_coarse(predicted), superclasses.to_coarse(right)
    shares = _summed(answers, labels, superclasses)[1] if summed else None
    figures = []
    for number, name in enumerate(superclasses.coarse_names):
        own = right_coarse == number
        support = int(np.count_nonzero(own))
        hits = int(np.count_nonzero((predicted == right) & own))
        near = int(np.count_nonzero((coarse == right_coarse) & own))
        share = 1 / support if support else 0.0
        figures.append(
            SuperclassFigures(
                name,
                hits * share,
                near * share if shares is None else float(shares[number]),
                support,
            )
        )
    return tuple(figures)


def _summed(
    answers: np.ndarray, labels: np.ndarray, superclasses: Superclasses
) -> tuple[float, np.ndarray]:
    """What the task says, of arguments that were checked."""
    _, right = _classes(answers, labels, superclasses)
    if np.ndim(answers) != 2:
        raise InvalidArgument(
            "Only probabilities can be summed. Expected a float array of shape (n, num_classes). "
            f"Received: shape {np.shape(answers)}."
        )
    return superclass_scores(
        np.asarray(answers), right, np.array(superclasses.coarse_of_fine, dtype=np.int64)
    )


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
