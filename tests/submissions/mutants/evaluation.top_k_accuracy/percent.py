"""The result is a percentage.

Hint: A share lies between 0 and 1.
Fails: counts_the_k_most_probable, is_the_accuracy_when_k_is_1, all_classes_hold_the_right_one
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.top_k_accuracy)
def top_k_accuracy(probabilities, labels, k=5):
    if k < 1 or k > probabilities.shape[1]:
        raise ValueError(f"k={k} is out of range")
    named = np.argsort(-probabilities, axis=1, kind="stable")[:, :k]
    return 100.0 * float(np.mean((named == labels[:, None]).any(axis=1)))
