"""Counts only the right answers, on the diagonal.

Hint: The wrong answers are what the matrix is for: count every pair.
Fails: counts_every_pair
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.confusion_matrix)
def confusion_matrix(labels, predictions, num_classes=10):
    matrix = np.zeros((num_classes, num_classes), dtype=int)
    for right, said in zip(labels, predictions):
        if right == said:
            matrix[right, said] += 1
    return matrix
