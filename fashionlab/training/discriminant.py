"""A linear head in one step: no epochs, no learning rate."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from fashionlab.errors import InvalidArgument

if TYPE_CHECKING:
    import keras


TINY = 1e-6  # beside variances of 1


def solve_head(
    head: keras.Model, features: np.ndarray, labels: np.ndarray, *, shrinkage: float
) -> None:
    """Set the weights of a linear head by linear discriminant analysis (Fisher 1936).

    Every class is taken as a cloud around its mean, and all clouds as equally
    shaped; the weights that part such clouds best follow from the means and the
    common covariance. With more features than images the covariance is mostly
    noise; shrinking pulls it towards a ball (Ledoit and Wolf 2004). Few images
    and many features is where this beats training step by step.

    Args:
        head: Of `models.build_head` without hidden layers. Its weights are set.
        features: Float array, shape (count, features).
        labels: Int array, shape (count,); every class of the head occurs.
        shrinkage: Float in (0, 1]: how far the covariance is pulled to a ball.

    Raises:
        InvalidArgument: If the shrinkage is out of range, the head has hidden
            layers, or a class has no image.
    """
    # SciPy solves for the weights directly: scikit-learn's own analysis goes through
    # a singular value decomposition, which takes minutes for some thousand features.
    from scipy.linalg import solve
    from sklearn.covariance import empirical_covariance, shrunk_covariance

    layers = {layer.name: layer for layer in head.layers}
    num_classes = head.output_shape[-1]
    counts = np.bincount(labels, minlength=num_classes)
    _check(shrinkage, set(layers), counts)
    rows = np.asarray(features, dtype=np.float32)
    mean, variance = rows.mean(axis=0), rows.var(axis=0)
    # As the head's own normalisation will do it.
    rows = (rows - mean) / np.sqrt(variance + layers["standardise"].epsilon)
    means = np.stack([rows[labels == label].mean(axis=0) for label in range(num_classes)])
    covariance = empirical_covariance(rows - means[labels], assume_centered=True)
    covariance = shrunk_covariance(covariance, shrinkage=shrinkage)
    # Features of a base with random weights can all be the same: nothing to invert then.
    covariance.flat[:: len(covariance) + 1] += TINY
    kernel = solve(covariance, means.T, assume_a="pos")
    bias = np.log(counts / counts.sum()) - 0.5 * np.sum(means.T * kernel, axis=0)
    layers["standardise"].set_weights([mean, variance])
    layers["probabilities"].set_weights([kernel, bias])


def _check(shrinkage: float, layers: set[str], counts: np.ndarray) -> None:
    if not 0 < shrinkage <= 1:
        raise InvalidArgument(
            f"Expected a shrinkage above 0 and at most 1. Received: shrinkage={shrinkage!r}."
        )
    hidden = sorted(name for name in layers if name.startswith("hidden_"))
    if hidden:
        raise InvalidArgument(
            "Only a head without hidden layers can be solved in one step. Expected "
            f"hidden_units=(). Received: a head with {', '.join(hidden)}."
        )
    if not counts.all():
        raise InvalidArgument(
            "Expected images of every class. Received: none of class "
            f"{', '.join(str(label) for label in np.flatnonzero(counts == 0))}."
        )
