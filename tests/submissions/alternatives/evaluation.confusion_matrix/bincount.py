"""np.bincount of pair numbers."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.confusion_matrix)
def confusion_matrix(labels: np.ndarray, predictions: np.ndarray, num_classes: int = 10):
    pairs = num_classes * labels.astype(int) + predictions
    counts = np.bincount(pairs, minlength=num_classes**2)
    return counts.reshape(num_classes, num_classes)
