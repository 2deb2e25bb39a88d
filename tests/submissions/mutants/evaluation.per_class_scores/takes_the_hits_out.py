"""Sets the diagonal to 0 to count the mistakes, in the array that was passed in.

Hint: np.fill_diagonal changes its argument. Work on matrix.copy().
Fails: leaves_the_matrix_unchanged
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.per_class_scores)
def per_class_scores(matrix):
    hits = np.diag(matrix).copy()
    np.fill_diagonal(matrix, 0)
    predicted, support = hits + matrix.sum(axis=0), hits + matrix.sum(axis=1)
    precision = hits / np.maximum(predicted, 1)
    recall = hits / np.maximum(support, 1)
    f1 = 2 * hits / np.maximum(predicted + support, 1)
    return precision, recall, f1, support
