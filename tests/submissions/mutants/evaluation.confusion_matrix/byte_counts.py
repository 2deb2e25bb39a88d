"""Counts in bytes, which run over at 256.

Hint: uint8 ends at 255. A class has thousands of images; use int.
Fails: holds_whole_numbers
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.confusion_matrix)
def confusion_matrix(labels, predictions, num_classes=10):
    matrix = np.zeros((num_classes, num_classes), dtype=np.uint8)
    np.add.at(matrix, (labels, predictions), 1)
    return matrix
