"""Averages over all entries, also of the wrong classes.

Hint: Only the probability of the right class counts: probabilities[i, labels[i]].
Fails: averages_minus_log_probability, sure_and_right_costs_nothing
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.cross_entropy)
def cross_entropy(probabilities, labels):
    return float(-np.log(np.maximum(probabilities, 1e-7)).mean())
