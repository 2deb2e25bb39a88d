"""The count of hits divided by the size of the table."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.top_k_accuracy)
def top_k_accuracy(probabilities, labels, k=5):
    if not 1 <= k <= probabilities.shape[1]:
        raise ValueError("k")
    order = np.argsort(-probabilities, axis=1, kind="stable")
    hits = sum((order[:, i] == labels).sum() for i in range(k))
    return hits / (len(labels) * k)
