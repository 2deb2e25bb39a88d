"""Adds 1e-7 to every probability.

Hint: 1e-7 is a lower limit: np.maximum(p, 1e-7) leaves larger probabilities as they are.
Fails: tiny_probabilities_count_as_the_limit
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.cross_entropy)
def cross_entropy(probabilities, labels):
    p = probabilities[np.arange(len(labels)), labels]
    return float(-np.log(p + 1e-7).mean())
