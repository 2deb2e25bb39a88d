"""np.take_along_axis, a constant outside."""

import numpy as np

from fashionlab import evaluation, solves

SMALLEST = 1e-7


@solves(evaluation.cross_entropy)
def cross_entropy(probabilities: np.ndarray, labels: np.ndarray) -> float:
    right = np.take_along_axis(probabilities, labels[:, np.newaxis], axis=1)
    return np.mean(-np.log(np.clip(right, SMALLEST, 1 - SMALLEST)))
