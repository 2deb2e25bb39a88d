"""Counts in floats.

Hint: np.zeros makes floats unless told dtype=int.
Fails: holds_whole_numbers
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.confusion_matrix)
def confusion_matrix(labels, predictions, num_classes=10):
    matrix = np.zeros((num_classes, num_classes))
    np.add.at(matrix, (labels, predictions), 1)
    return matrix
