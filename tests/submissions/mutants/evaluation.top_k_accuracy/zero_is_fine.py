"""A k of 0 or below is accepted.

Hint: Test both ends of the range.
Fails: refuses_to_name_no_class
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.top_k_accuracy)
def top_k_accuracy(probabilities, labels, k=5):
    if k > probabilities.shape[1]:
        raise ValueError("k is too large")
    named = np.argsort(-probabilities, axis=1, kind="stable")[:, :k]
    return float(np.mean((named == labels[:, None]).any(axis=1)))
