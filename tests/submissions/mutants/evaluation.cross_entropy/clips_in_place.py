"""Raises small probabilities in the array that was passed in.

Hint: `p[p < 1e-7] = 1e-7` changes the caller's array. np.maximum makes a new one.
Fails: leaves_the_probabilities_unchanged
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.cross_entropy)
def cross_entropy(probabilities, labels):
    probabilities[probabilities < 1e-7] = 1e-7
    right = probabilities[np.arange(len(labels)), labels]
    return float(-np.log(right).mean())
