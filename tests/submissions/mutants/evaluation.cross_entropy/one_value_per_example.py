"""Returns one cost per example.

Hint: One number is asked for: the mean over the examples.
Fails: averages_minus_log_probability
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.cross_entropy)
def cross_entropy(probabilities, labels):
    right = probabilities[np.arange(len(labels)), labels]
    return -np.log(np.maximum(right, 1e-7))
