"""Writes a 1 where a pair occurs.

Hint: = 1 marks, += 1 counts.
Fails: counts_every_pair
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.confusion_matrix)
def confusion_matrix(labels, predictions, num_classes=10):
    matrix = np.zeros((num_classes, num_classes), dtype=int)
    for right, said in zip(labels, predictions):
        matrix[right, said] = 1
    return matrix
