"""Puts the predictions in the rows.

Hint: Row: the right class. Column: the predicted one.
Fails: counts_every_pair
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.confusion_matrix)
def confusion_matrix(labels, predictions, num_classes=10):
    matrix = np.zeros((num_classes, num_classes), dtype=int)
    np.add.at(matrix, (predictions, labels), 1)
    return matrix
