"""A linear head in one step: no epochs, no learning rate."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from fashionlab.errors import InvalidArgument
from fashionlab.training.whitening import fit_whitening, normalisation_of

if TYPE_CHECKING:
    import keras


def solve_head(
    head: keras.Model, features: np.ndarray, labels: np.ndarray, *, shrinkage: float
) -> None:
    """Set the weights of a linear head by linear discriminant analysis (Fisher 1936).

    Every class is taken as a cloud around its mean, and all clouds as equally
    shaped; the weights that part such clouds best follow from the means and the
    common covariance. Few images and many features is where this beats training
    step by step.

    Args:
        head: Of `models.build_head` without hidden layers. Its weights are set.
        features: As in `fit_whitening`.
        labels: As in `fit_whitening`.
        shrinkage: As in `fit_whitening`.

    Raises:
        InvalidArgument: If the shrinkage is out of range, the head has hidden
            layers, or a class has no image.
    """
    # SciPy solves for the weights directly: scikit-learn's own analysis goes through
    # a singular value decomposition, which takes minutes for some thousand features.
    from scipy.linalg import cho_solve

    hidden = [layer.name for layer in head.layers if layer.name.startswith("hidden_")]
    if hidden:
        raise InvalidArgument(
            "Only a head without hidden layers can be solved in one step. Expected "
            f"hidden_units=(). Received: a head with {', '.join(hidden)}."
        )
    whitening = fit_whitening(head, features, labels, shrinkage=shrinkage)
    counts = np.bincount(labels)
    means = np.stack(
        [
            np.mean(features[labels == label], axis=0, dtype=np.float32)
            for label in range(len(counts))
        ]
    )
    means = (means - whitening.mean) / whitening.scale
    kernel = cho_solve((whitening.factor, True), means.T)
    bias = np.log(counts / counts.sum()) - 0.5 * np.sum(means.T * kernel, axis=0)
    normalisation = normalisation_of(head)
    normalisation.set_weights([whitening.mean, whitening.scale**2 - normalisation.epsilon])
    head.get_layer("probabilities").set_weights([kernel, bias])
