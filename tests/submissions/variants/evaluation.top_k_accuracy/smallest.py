"""argpartition, the wrong end."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.top_k_accuracy)
def top_k_accuracy(probabilities, labels, k=5):
    if not 1 <= k <= probabilities.shape[1]:
        raise ValueError("k")
    hits = [label in np.argsort(row, kind="stable")[:k] for row, label in zip(probabilities, labels)]
    return sum(hits) / len(hits)
