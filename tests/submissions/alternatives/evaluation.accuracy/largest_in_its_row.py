"""The right class's probability is compared with the row's largest."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.accuracy)
def accuracy(probabilities: np.ndarray, labels: np.ndarray) -> float:
    right = probabilities[range(len(labels)), labels]
    return np.count_nonzero(right == probabilities.max(axis=1)) / labels.size
