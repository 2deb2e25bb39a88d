"""Averages over examples and classes.

Hint: The mean is over the examples only: the one-hot row has a single entry that counts.
Fails: averages_minus_log_probability
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.cross_entropy)
def cross_entropy(probabilities, labels):
    targets = np.eye(probabilities.shape[1])[labels]
    return float(-(targets * np.log(np.maximum(probabilities, 1e-7))).mean())
