"""Takes the logarithm of the mean probability.

Hint: First the logarithm of each, then the mean: the order matters.
Fails: averages_minus_log_probability
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.cross_entropy)
def cross_entropy(probabilities, labels):
    right = probabilities[np.arange(len(labels)), labels]
    return float(-np.log(max(right.mean(), 1e-7)))
