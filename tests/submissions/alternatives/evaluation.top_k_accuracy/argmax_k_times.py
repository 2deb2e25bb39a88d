"""The best class is taken k times, from a copy."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.top_k_accuracy)
def top_k_accuracy(probabilities, labels, k=5):
    n, num_classes = probabilities.shape
    if k not in range(1, num_classes + 1):
        raise ValueError("k should lie between 1 and the number of classes")
    left, right = probabilities.copy(), np.zeros(n, dtype=bool)
    for _ in range(k):
        best = np.argmax(left, axis=1)
        right = right | (best == labels)
        left[np.arange(n), best] = -np.inf
    return np.float64(np.count_nonzero(right) / n)
