"""A sorted row is turned around, so of equal ones the higher number comes first.

Hint: Sort -probabilities with kind="stable" in place of turning the order around.
Fails: of_equal_ones_the_lower_number_comes_first
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.top_k_accuracy)
def top_k_accuracy(probabilities, labels, k=5):
    if k < 1 or k > probabilities.shape[1]:
        raise ValueError(f"k={k} is out of range")
    named = np.argsort(probabilities, axis=1, kind="stable")[:, ::-1][:, :k]
    return float(np.mean((named == labels[:, None]).any(axis=1)))
