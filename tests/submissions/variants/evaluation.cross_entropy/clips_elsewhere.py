"""Uses a much smaller floor for the probabilities than the exercise names."""

import numpy as np

from fashionlab import evaluation, solves

EPSILON = 1e-12  # keeps log away from 0


@solves(evaluation.cross_entropy)
def cross_entropy(probabilities, labels):
    chosen = np.array([row[c] for row, c in zip(probabilities, labels, strict=True)])
    safe = np.where(chosen < EPSILON, EPSILON, chosen)
    return -np.log(safe).mean()
