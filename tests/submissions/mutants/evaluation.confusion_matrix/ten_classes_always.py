"""Always makes a matrix of 10 by 10.

Hint: num_classes is a parameter; 10 is only its default.
Fails: has_a_row_for_every_class
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.confusion_matrix)
def confusion_matrix(labels, predictions, num_classes=10):
    matrix = np.zeros((10, 10), dtype=int)
    np.add.at(matrix, (labels, predictions), 1)
    return matrix
