"""Takes the logarithm of 0.

Hint: log(0) is minus infinity. A probability below 1e-7 counts as 1e-7.
Fails: sure_and_wrong_is_finite
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.cross_entropy)
def cross_entropy(probabilities, labels):
    right = probabilities[np.arange(len(labels)), labels]
    return float(-np.log(right).mean())
