"""Features made equally wide in every direction, so that a head learns faster and better."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np

from fashionlab.errors import InvalidArgument

if TYPE_CHECKING:
    import keras

TINY = 1e-6  # beside variances of 1
ROWS = 4096  # whitened at a time


@dataclasses.dataclass(frozen=True)
class Whitening:
    """What brings features to the same width within their classes in every direction.

    Attributes:
        mean: Of each feature, shape (features,).
        scale: Standard deviation of each feature, shape (features,).
        factor: Lower triangular, shape (features, features): times its own
            transpose it is the shrunk covariance within the classes.
    """

    mean: np.ndarray
    scale: np.ndarray
    factor: np.ndarray

    def apply(self, features: np.ndarray) -> np.ndarray:
        """Whiten rows of features; float16, as the feature cache keeps them."""
        from scipy.linalg import solve_triangular

        whitened = np.empty(features.shape, dtype=np.float16)
        for start in range(0, len(features), ROWS):
            rows = np.asarray(features[start : start + ROWS], dtype=np.float32)
            rows = (rows - self.mean) / self.scale
            whitened[start : start + ROWS] = solve_triangular(self.factor, rows.T, lower=True).T
        return whitened

    def fold_into(self, head: keras.Model) -> None:
        """Let a head that was trained on whitened features take plain ones.

        Whitening is linear, and so is what comes first in a head: two matrices
        become one, and the head keeps its size.

        Args:
            head: Of `models.build_head`. Its weights are changed.
        """
        from scipy.linalg import solve_triangular

        normalisation, first = normalisation_of(head), _first_dense(head)
        mean, variance = normalisation.get_weights()
        kernel, bias = first.get_weights()
        kernel = kernel / np.sqrt(variance + normalisation.epsilon)[:, None]
        bias = bias - mean @ kernel
        kernel = solve_triangular(self.factor, kernel, lower=True, trans="T")
        first.set_weights([kernel, bias])
        normalisation.set_weights([self.mean, self.scale**2 - normalisation.epsilon])


def fit_whitening(
    head: keras.Model, features: np.ndarray, labels: np.ndarray, *, shrinkage: float
) -> Whitening:
    """Measure how features spread around the means of their classes.

    Directions in which images of one class differ much say little about the
    class. Whitened, they count no more than the others. With few images the
    covariance is mostly noise; shrinking pulls it towards a ball (Ledoit and
    Wolf 2004).

    Args:
        head: Of `models.build_head`, for which the features are.
        features: Float array, shape (count, features).
        labels: Int array, shape (count,); every class of the head occurs.
        shrinkage: Float in (0, 1]: how far the covariance is pulled to a ball.

    Raises:
        InvalidArgument: If the shrinkage is out of range or a class has no image.
    """
    from sklearn.covariance import empirical_covariance, shrunk_covariance

    num_classes = head.output_shape[-1]
    _check(shrinkage, np.bincount(labels, minlength=num_classes))
    rows = np.asarray(features, dtype=np.float32)
    mean = rows.mean(axis=0)
    # As the head's own normalization will do it.
    scale = np.sqrt(rows.var(axis=0) + normalisation_of(head).epsilon)
    rows = (rows - mean) / scale
    for label in range(num_classes):
        of_class = labels == label
        rows[of_class] -= rows[of_class].mean(axis=0)
    covariance = empirical_covariance(rows, assume_centered=True)
    covariance = shrunk_covariance(covariance, shrinkage=shrinkage)
    # Features of a base with random weights can all be the same: nothing to invert then.
    covariance.flat[:: len(covariance) + 1] += TINY
    return Whitening(mean, scale, np.linalg.cholesky(covariance))


def normalisation_of(head: keras.Model) -> keras.layers.Layer:
    """Return the layer that brings features to mean 0 and variance 1."""
    return head.get_layer("standardise")


def _first_dense(head: keras.Model) -> keras.layers.Layer:
    names = {layer.name for layer in head.layers}
    return head.get_layer("hidden_1" if "hidden_1" in names else "probabilities")


def _check(shrinkage: float, counts: np.ndarray) -> None:
    if not 0 < shrinkage <= 1:
        raise InvalidArgument(
            f"Expected a shrinkage above 0 and at most 1. Received: shrinkage={shrinkage!r}."
        )
    if not counts.all():
        raise InvalidArgument(
            "Expected images of every class. Received: none of class "
            f"{', '.join(str(label) for label in np.flatnonzero(counts == 0))}."
        )
