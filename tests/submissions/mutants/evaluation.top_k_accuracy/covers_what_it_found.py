"""The best class is found k times, and each time overwritten in the array passed in.

Hint: Write into a copy: probabilities.copy().
Fails: leaves_the_rows_unchanged
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.top_k_accuracy)
def top_k_accuracy(probabilities, labels, k=5):
    if k < 1 or k > probabilities.shape[1]:
        raise ValueError(f"k={k} is out of range")
    hits = np.zeros(len(labels), dtype=bool)
    for _ in range(k):
        best = probabilities.argmax(axis=1)
        hits |= best == labels
        probabilities[np.arange(len(labels)), best] = -1.0
    return float(hits.mean())
