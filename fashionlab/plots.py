"""Figures: garments, learning curves, confusion matrices."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def show_images(
    images: np.ndarray, titles: Sequence[str] = (), *, columns: int = 10, size: float = 1.1
) -> "Figure":
    """Draw images in rows.

    Args:
        images: Array of shape (n, height, width) or (n, height, width, channels).
        titles: One short text per image, or none.
        columns: Images per row.
        size: Width of an image in inches.
    """
    from matplotlib import pyplot as plt

    rows = -(-len(images) // columns)
    figure, axes = plt.subplots(
        rows,
        columns,
        figsize=(size * columns, (size + 0.25 * bool(titles)) * rows),
        squeeze=False,
        layout="constrained",
    )
    for index, axis in enumerate(axes.flat):
        axis.axis("off")
        if index < len(images):
            axis.imshow(np.squeeze(images[index]), cmap="gray")
        if index < len(titles):
            axis.set_title(titles[index], fontsize=8)
    return _shown_once(figure)


def learning_curves(histories: dict[str, dict[str, list[float]]], metric: str) -> "Figure":
    """Draw a metric over the epochs of several runs, training dashed, validation solid.

    Args:
        histories: Name of a run to its `Run.history`.
        metric: `"loss"` or `"accuracy"`.
    """
    from matplotlib import pyplot as plt

    figure, axis = plt.subplots(figsize=(6, 3.5), layout="constrained")
    for index, (name, history) in enumerate(histories.items()):
        epochs = range(1, len(history[metric]) + 1)
        axis.plot(epochs, history[metric], "--", color=f"C{index}", label=f"{name}, training")
        if f"val_{metric}" in history:
            axis.plot(
                epochs, history[f"val_{metric}"], color=f"C{index}", label=f"{name}, validation"
            )
    axis.set(xlabel="epoch", ylabel=metric)
    axis.legend()
    return _shown_once(figure)


def show_confusion(matrix: np.ndarray, class_names: Sequence[str]) -> "Figure":
    """Draw a confusion matrix with its counts.

    Args:
        matrix: Integer array of shape (num_classes, num_classes), rows the right classes.
        class_names: One name per class.
    """
    from sklearn.metrics import ConfusionMatrixDisplay

    display = ConfusionMatrixDisplay(np.asarray(matrix), display_labels=list(class_names))
    display.plot(xticks_rotation=90, cmap="Blues", colorbar=False)
    display.figure_.set_size_inches(6.5, 6.5)
    display.ax_.set(xlabel="predicted", ylabel="right")
    return _shown_once(display.figure_)


def _shown_once(figure: "Figure") -> "Figure":
    """Take a figure out of pyplot's hands; else a notebook shows it twice."""
    from matplotlib import pyplot as plt

    plt.close(figure)
    return figure
