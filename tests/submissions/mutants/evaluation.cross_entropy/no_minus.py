"""Forgets the minus sign.

Hint: The logarithm of a probability is negative. The cost is minus that.
Fails: averages_minus_log_probability
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.cross_entropy)
def cross_entropy(probabilities, labels):
    right = probabilities[np.arange(len(labels)), labels]
    return float(np.log(np.maximum(right, 1e-7)).mean())
