"""Takes the size from the largest label found.

Hint: A class that does not occur still has its row. The size is num_classes.
Fails: has_a_row_for_every_class
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.confusion_matrix)
def confusion_matrix(labels, predictions, num_classes=10):
    size = max(labels.max(), predictions.max()) + 1
    matrix = np.zeros((size, size), dtype=int)
    np.add.at(matrix, (labels, predictions), 1)
    return matrix
