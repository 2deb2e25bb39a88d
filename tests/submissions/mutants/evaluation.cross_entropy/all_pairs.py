"""Indexes with [:, labels], which picks every label in every row.

Hint: probabilities[:, labels] has n x n entries. Pair each row with its own label: probabilities[np.arange(n), labels].
Fails: averages_minus_log_probability
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.cross_entropy)
def cross_entropy(probabilities, labels):
    right = probabilities[:, labels]
    return float(-np.log(np.maximum(right, 1e-7)).mean())
