"""Everything about how well a model does on a split, as plain data."""

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from fashionlab.data import Split
from fashionlab.errors import NotImplementedYet
from fashionlab.evaluation.arguments import checked_labels, checked_names, checked_probabilities
from fashionlab.evaluation.metrics import accuracy, confusion_matrix
from fashionlab.evaluation.per_class import (
    ClassFigures,
    ConfusedPair,
    figures_of,
    most_confused_pairs,
)
from fashionlab.evaluation.probabilities import cross_entropy
from fashionlab.evaluation.top_k import top_k_accuracy

if TYPE_CHECKING:
    import keras


@dataclasses.dataclass(frozen=True)
class Report:
    """How well a model does on a split.

    Attributes:
        images: How many images it was measured on.
        accuracy: Share of the images whose class is right, 0 to 1.
        k: How many classes may be named for `top_k_accuracy`.
        top_k_accuracy: Share whose class is among the k most probable, 0 to 1; None
            for a learner who has not come to the chapter on it.
        loss: Mean cross-entropy, at least 0.
        class_names: One name per class.
        matrix: Confusion matrix; row the right class, column the predicted one.
    """

    images: int
    accuracy: float
    k: int
    top_k_accuracy: float | None
    loss: float
    class_names: tuple[str, ...]
    matrix: tuple[tuple[int, ...], ...]

    @property
    def per_class(self) -> tuple[ClassFigures, ...]:
        """Precision, recall and F1, one entry per class.

        Worked out only when somebody asks: everything else in a report is there
        for a learner who has not come to the chapter that teaches these.
        """
        return figures_of(np.array(self.matrix), self.class_names)

    @property
    def macro_f1(self) -> float:
        """Mean F1 of the classes, each counting the same."""
        return float(np.mean([figures.f1 for figures in self.per_class]))

    def confused(self, count: int = 10) -> tuple[ConfusedPair, ...]:
        """Return the most frequent mistakes, the most frequent first."""
        return most_confused_pairs(np.array(self.matrix), self.class_names, count)

    def as_dict(self) -> dict[str, Any]:
        """Return everything as dicts, lists, numbers and text, ready for JSON."""
        plain = dataclasses.asdict(self)
        plain["class_names"] = list(self.class_names)
        plain["per_class"] = [dataclasses.asdict(figures) for figures in self.per_class]
        plain["matrix"] = [list(row) for row in self.matrix]
        return plain


def evaluate(
    model: "keras.Model",
    split: Split,
    class_names: Sequence[str],
    *,
    k: int = 5,
    batch_size: int = 256,
) -> Report:
    """Measure a model on a split.

    Args:
        model: A classifier with softmax output.
        split: uint8 images and integer labels.
        class_names: One name per class, in the order of their numbers.
        k: For top-k accuracy; with fewer classes, as many as there are.
        batch_size: Images per step; changes memory and speed, not the result.

    Raises:
        InvalidArgument: If the labels or names do not fit the model's classes.
    """
    from fashionlab import training

    return report_of(
        training.predict(model, split.images, batch_size=batch_size),
        split.labels,
        class_names,
        k=k,
    )


def report_of(
    probabilities: np.ndarray, labels: np.ndarray, class_names: Sequence[str], *, k: int = 5
) -> Report:
    """Measure probabilities that are already there, of an ensemble for example.

    Accuracy, cross-entropy and confusion matrix are tasks of the course: they
    run the functions a learner wrote. So does the top-k accuracy, once it is
    written, and so do the figures per class and the confused pairs of the
    report, when they are asked for.

    Args:
        probabilities: Float array of shape (n, num_classes), rows sum to 1.
        labels: Integer array of shape (n,), each in [0, num_classes).
        class_names: One name per class.
        k: For top-k accuracy; with fewer classes, as many as there are.

    Raises:
        InvalidArgument: If the arguments do not fit together.
    """
    rows = checked_probabilities(probabilities)
    num_classes = rows.shape[1]
    right = checked_labels(labels, *rows.shape)
    names = checked_names(class_names, num_classes)
    matrix = np.asarray(confusion_matrix(right, rows.argmax(axis=1), num_classes))
    k = min(k, num_classes)
    return Report(
        images=len(right),
        accuracy=float(accuracy(rows, right)),
        k=k,
        top_k_accuracy=_top_k_if_written(rows, right, k),
        loss=float(cross_entropy(rows, right)),
        class_names=names,
        matrix=tuple(tuple(int(count) for count in row) for row in matrix),
    )


def _top_k_if_written(probabilities: np.ndarray, labels: np.ndarray, k: int) -> float | None:
    try:
        return float(top_k_accuracy(probabilities, labels, k))
    except NotImplementedYet:
        return None
