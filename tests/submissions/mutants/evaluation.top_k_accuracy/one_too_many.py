"""One class too many is named.

Hint: [:, :k] holds k columns: 0 to k - 1.
Fails: counts_the_k_most_probable, is_the_accuracy_when_k_is_1
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.top_k_accuracy)
def top_k_accuracy(probabilities, labels, k=5):
    if k < 1 or k > probabilities.shape[1]:
        raise ValueError(f"k={k} is out of range")
    order = np.argsort(-probabilities, axis=1, kind="stable")
    return float(np.mean((order[:, : k + 1] == labels[:, None]).any(axis=1)))
