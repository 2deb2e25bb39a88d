"""A loop over the pairs."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.confusion_matrix)
def confusion_matrix(labels, predictions, num_classes=10):
    table = np.zeros((num_classes, num_classes), np.int32)
    for right, said in zip(labels, predictions):
        table[right][said] += 1
    return table
