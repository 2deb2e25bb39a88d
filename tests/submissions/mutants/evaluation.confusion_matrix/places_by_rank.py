"""Places a class by its rank among those that occur.

Hint: Class 4 has row 4, also when no example is of class 2 or 3.
Fails: has_a_row_for_every_class
"""

import numpy as np
import sklearn.metrics

from fashionlab import evaluation, solves


@solves(evaluation.confusion_matrix)
def confusion_matrix(labels, predictions, num_classes=10):
    counts = sklearn.metrics.confusion_matrix(labels, predictions)
    matrix = np.zeros((num_classes, num_classes), dtype=int)
    matrix[: len(counts), : len(counts)] = counts
    return matrix
