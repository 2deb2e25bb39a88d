"""Counts with matrix[labels, predictions] += 1, which counts a repeated pair once.

Hint: NumPy reads all places first and writes them back once. np.add.at, or a loop, counts each time.
Fails: counts_every_pair
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.confusion_matrix)
def confusion_matrix(labels, predictions, num_classes=10):
    matrix = np.zeros((num_classes, num_classes), dtype=int)
    matrix[labels, predictions] += 1
    return matrix
