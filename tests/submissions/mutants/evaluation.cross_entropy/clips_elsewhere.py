"""Counts tiny probabilities as 1e-15 instead of 1e-7.

Hint: The docstring names the limit: 1e-7.
Fails: sure_and_wrong_is_finite
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.cross_entropy)
def cross_entropy(probabilities, labels):
    right = probabilities[np.arange(len(labels)), labels]
    return float(-np.log(np.clip(right, 1e-15, 1)).mean())
