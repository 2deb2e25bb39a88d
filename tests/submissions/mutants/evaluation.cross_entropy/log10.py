"""Takes the logarithm to base 10.

Hint: np.log is the natural logarithm; guessing among ten costs 2.303 with it.
Fails: averages_minus_log_probability, guessing_costs_ln_10
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.cross_entropy)
def cross_entropy(probabilities, labels):
    right = probabilities[np.arange(len(labels)), labels]
    return float(-np.log10(np.maximum(right, 1e-7)).mean())
