"""The confusion matrix as a picture."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from fashionlab.plots.style import finished

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Above this the numbers in the cells could not be read.
_MOST_NUMBERED = 25


def show_confusion(matrix: np.ndarray, class_names: Sequence[str]) -> "Figure":
    """Draw a confusion matrix with its counts.

    Args:
        matrix: Integer array of shape (num_classes, num_classes), rows the right classes.
            With more than 25 classes the counts are shown by the colour alone.
        class_names: One name per class.
    """
    from matplotlib import pyplot as plt
    from sklearn.metrics import ConfusionMatrixDisplay

    counts = np.asarray(matrix)
    numbered = len(counts) <= _MOST_NUMBERED
    inches = 6.5 if numbered else 10
    figure, axis = plt.subplots(figsize=(inches, inches), layout="constrained")
    ConfusionMatrixDisplay(counts, display_labels=list(class_names)).plot(
        ax=axis,
        xticks_rotation=90,
        cmap="Blues",
        colorbar=not numbered,
        include_values=numbered,
    )
    axis.set(xlabel="predicted", ylabel="right")
    if not numbered:
        axis.tick_params(labelsize=5)
    return finished(figure, describe_confusion(counts, class_names))


def describe_confusion(matrix: np.ndarray, class_names: Sequence[str]) -> str:
    """Return what a confusion matrix shows, in words: hits and the most frequent mistake.

    It runs no task: the picture is drawn in chapter 3, and the task that lists
    the mistakes comes later.
    """
    hits, total = int(np.trace(matrix)), int(np.sum(matrix))
    mistakes = matrix - np.diag(np.diag(matrix))
    right, said = divmod(int(mistakes.argmax()), len(matrix))
    times = int(mistakes[right, said])
    worst = f" Most frequent mistake: {class_names[right]} taken for {class_names[said]} "
    return (
        f"Confusion matrix of {len(matrix)} classes: {hits} of {total} right."
        f"{f'{worst}{times} times.' if times else ''}"
    )
