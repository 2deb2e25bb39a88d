"""Pictures: garments, what a model says of them, and where it looked."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from fashionlab.errors import InvalidArgument
from fashionlab.plots.style import RIGHT, WRONG, finished

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
    figure, axes = _grid(len(images), columns, size, 0.25 * bool(titles))
    for index, axis in enumerate(axes):
        if index < len(images):
            axis.imshow(np.squeeze(images[index]), cmap="gray")
        if index < len(titles):
            axis.set_title(titles[index], fontsize=8)
    named = f": {', '.join(str(title) for title in titles)}" if titles else ""
    return finished(figure, f"{len(images)} images{named}.")


def show_predictions(
    images: np.ndarray,
    labels: np.ndarray,
    probabilities: np.ndarray,
    class_names: Sequence[str],
    *,
    count: int = 5,
    size: float = 1.5,
) -> "Figure":
    """Draw examples a model gets right, and below them examples it gets wrong.

    Of both kinds those are drawn that it is most sure of: they show what it has
    learnt, and where it is sure and mistaken.

    Args:
        images: Array of shape (n, height, width) or (n, height, width, channels).
        labels: Integer array of shape (n,): the right classes.
        probabilities: Float array of shape (n, num_classes).
        class_names: One name per class.
        count: Images of each kind.
        size: Width of an image in inches.
    """
    predicted, sure = probabilities.argmax(axis=1), probabilities.max(axis=1)
    order = np.argsort(-sure, kind="stable")
    is_right = predicted[order] == labels[order]
    rows = (order[is_right][:count], order[~is_right][:count])
    figure, axes = _grid(2 * count, count, size, 0.55)
    told = []
    for row, places in enumerate(rows):
        for column, place in enumerate(places):
            axis = axes[row * count + column]
            said = f"{class_names[predicted[place]]} {100 * sure[place]:.0f} %"
            truth = f"\nis: {class_names[labels[place]]}" if row else ""
            axis.imshow(np.squeeze(images[place]), cmap="gray")
            # The text says it too: colour alone would not tell everybody.
            mark = "wrong: " if row else "right: "
            axis.set_title(f"{mark}{said}{truth}", fontsize=7, color=WRONG if row else RIGHT)
            told.append(f"{mark}{said}{truth}".replace("\n", ", "))
    return finished(figure, f"Examples the model is most sure of. {'; '.join(told)}.")


def show_heatmaps(
    images: np.ndarray,
    heatmaps: np.ndarray,
    titles: Sequence[str] = (),
    *,
    columns: int = 5,
    size: float = 1.3,
) -> "Figure":
    """Lay heat maps over images: bright is where the class was seen.

    Args:
        images: Array of shape (n, height, width) or (n, height, width, channels).
        heatmaps: Float array of shape (n, height', width'), values in [0, 1], as
            `evaluation.grad_cam` returns them; stretched over the image.
        titles: One short text per image, or none.
        columns: Images per row.
        size: Width of an image in inches.
    """
    if len(images) != len(heatmaps) or heatmaps.ndim != 3:
        raise InvalidArgument(
            "Expected one heat map for each image, shape (n, height, width). "
            f"Received: {len(images)} images and heat maps of shape {heatmaps.shape}."
        )
    figure, axes = _grid(len(images), columns, size, 0.25 * bool(titles))
    for index, axis in enumerate(axes[: len(images)]):
        picture = np.squeeze(images[index])
        height, width = picture.shape[:2]
        extent = (-0.5, width - 0.5, height - 0.5, -0.5)
        axis.imshow(picture, cmap="gray")
        # viridis grows evenly in brightness, for every kind of colour vision.
        axis.imshow(
            heatmaps[index], cmap="viridis", alpha=0.55, vmin=0, vmax=1, extent=extent,
        )  # fmt: skip
        if index < len(titles):
            axis.set_title(titles[index], fontsize=8)
    named = f": {', '.join(str(title) for title in titles)}" if titles else ""
    return finished(figure, f"{len(images)} images under the heat maps of Grad-CAM{named}.")


def _grid(count: int, columns: int, size: float, text: float) -> "tuple[Figure, list[Any]]":
    """Axes for images in rows, without frames; `text` inches for the titles."""
    from matplotlib import pyplot as plt

    rows = -(-count // columns)
    figure, axes = plt.subplots(
        rows,
        columns,
        figsize=(size * columns, (size + text) * rows),
        squeeze=False,
        layout="constrained",
    )
    for axis in axes.flat:
        axis.axis("off")
    return figure, list(axes.flat)
