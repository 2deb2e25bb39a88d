"""What is built on the small base of chapter 8: drawn, and worked out without Keras."""

from typing import Any

import numpy as np

from fashionlab.checks.asserts import expect
from fashionlab.checks.draws import Share
from fashionlab.checks.questions import Asked, Setting

EPSILON = 1e-3  # of keras.layers.BatchNormalization


def small_bases(
    *,
    maps: int = 5,
    image_size: int = 11,
    images: int = 48,
    repeats: int = 1,
    scale: bool = False,
) -> Share:
    """Draw the weights of a base, a scaling for it, images, and labels.

    The averages that the normalization has stored are far from those of the
    images, so that it matters whether it uses them. The labels can be told from
    the pooled features.

    Args:
        maps: Of the convolution.
        image_size: Height and width of the images.
        images: How many.
        repeats: How often each of them stands in a row.
        scale: Whether there is a scaling.
    """

    def share(setting: Setting) -> tuple[dict[str, Any], dict[str, Any]]:
        rng = setting.rng
        weights = [
            rng.normal(0, 0.5, (3, 3, 3, maps)),
            rng.normal(0, 0.2, maps),
            rng.uniform(0.7, 1.5, maps),
            rng.uniform(0.2, 0.6, maps),
            rng.uniform(-0.6, 0.6, maps),
            rng.uniform(0.8, 2.0, maps),
        ]
        # Brightness and colour of each image differ, and so do the pooled features.
        tint = rng.uniform(0.0, 1.0, (images, 1, 1, 3))
        noise = rng.random((images, image_size, image_size, 3))
        base = {
            "weights": [weight.astype(np.float32) for weight in weights],
            "image_size": image_size,
            "scale": (float(rng.uniform(2, 3)), float(rng.uniform(-2, -1))) if scale else None,
        }
        pictures = (tint * noise).astype(np.float32)
        rows = pooled(pictures, base)
        along = (rows - rows.mean(axis=0)) @ rng.normal(size=maps)
        labels = np.digitize(along, np.quantile(along, [0.25, 0.5, 0.75])).astype(np.int64)
        shown = {
            "images": np.repeat(pictures, repeats, axis=0),
            "labels": np.repeat(labels, repeats),
        }
        return {**shown, "base": base}, {}

    return share


def pooled(
    images: np.ndarray, base: dict[str, Any], *, scalings: int = 1, largest: bool = False
) -> np.ndarray:
    """The average of each feature map, for each image, shape (n, maps).

    Args:
        images: float32, shape (n, height, width, 3).
        base: As drawn.
        scalings: How often the images are scaled.
        largest: Whether to take the largest value of each map, not the average.
    """
    kernels, biases, factors, shifts, means, variances = (
        weight.astype(np.float64) for weight in base["weights"]
    )
    factor, offset = base["scale"] or (1.0, 0.0)
    images = images.astype(np.float64)
    for _ in range(scalings):
        images = images * factor + offset
    windows = np.lib.stride_tricks.sliding_window_view(images, (3, 3), axis=(1, 2))[:, ::2, ::2]
    maps = np.einsum("nrcdhw,hwdm->nrcm", windows, kernels) + biases
    normal = (maps - means) / np.sqrt(variances + EPSILON) * factors + shifts
    maps = np.maximum(normal, 0.0)
    return np.asarray(maps.max(axis=(1, 2)) if largest else maps.mean(axis=(1, 2)))


def expect_rows_of(rows: np.ndarray, asked: Asked, num_classes: int) -> None:
    """Expect one row of probabilities for each image, shape (n, num_classes)."""
    wanted = (len(asked.fields["images"]), num_classes)
    expect(
        rows.shape == wanted,
        f"Expected an output of shape {wanted}. Received: {rows.shape}.",
        "After pooling, a dense layer with num_classes units.",
    )
    sums = rows.sum(axis=1)
    expect(
        np.isfinite(rows).all() and rows.min() >= 0 and np.abs(sums - 1).max() < 1e-3,
        "Expected rows of probabilities, which sum to 1. Received: a row with a sum of "
        f"{sums[np.nanargmax(np.abs(sums - 1))] if np.isfinite(sums).any() else np.nan:.4g}.",
        "The last layer is dense, with softmax.",
    )


def unexplained(rows: np.ndarray, features: np.ndarray) -> float:
    """How much of the outputs a dense layer with softmax on these features leaves open, 0 to 1.

    Behind such a layer the logarithms are a weighted sum of the features, up to
    a number that is the same for all classes.

    Args:
        rows: Probabilities, shape (n, num_classes).
        features: Shape (n, number of features).
    """
    known = np.column_stack([features, np.ones(len(features))])
    logs = np.log(np.maximum(rows.astype(np.float64), 1e-30))
    scores = logs - logs.mean(axis=1, keepdims=True)
    weights = np.linalg.lstsq(known, scores, rcond=None)[0]
    spread = np.square(scores - scores.mean(axis=0)).sum()
    if spread < 1e-12:
        return 1.0  # the same answer for every image
    return float(np.sqrt(np.square(scores - known @ weights).sum() / spread))


def weight_size(rows: np.ndarray, features: np.ndarray) -> float:
    """How large the weights of a dense layer with softmax are: the root of their mean square.

    Softmax hides what is the same for all classes. Where the weights are drawn
    around 0, that is little, and it is allowed for.

    Args:
        rows: Probabilities, shape (n, num_classes).
        features: Shape (n, number of features).
    """
    known = np.column_stack([features, np.ones(len(features))])
    logs = np.log(np.maximum(rows.astype(np.float64), 1e-30))
    scores = logs - logs.mean(axis=1, keepdims=True)
    weights = np.linalg.lstsq(known, scores, rcond=None)[0][:-1]
    classes = rows.shape[1]
    return float(np.sqrt(np.square(weights).mean() * classes / (classes - 1)))


def before_softmax(rows: np.ndarray) -> np.ndarray:
    """What softmax made these rows of, if those were probabilities, too."""
    logs = np.log(np.maximum(rows.astype(np.float64), 1e-30))
    return np.asarray(logs + (1.0 - logs.sum(axis=1, keepdims=True)) / rows.shape[1])
