"""Makes the matrix just large enough for the classes that occur."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.confusion_matrix)
def confusion_matrix(labels, predictions, num_classes=10):
    k = 1 + int(max(np.max(labels), np.max(predictions)))
    counts = [[0] * k for _ in range(k)]
    for truth, guess in zip(labels.tolist(), predictions.tolist(), strict=True):
        counts[truth][guess] += 1
    return np.array(counts)
