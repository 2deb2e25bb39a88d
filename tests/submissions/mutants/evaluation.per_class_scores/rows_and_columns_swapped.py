"""Takes the row for precision and the column for recall.

Hint: Rows are what the examples are, columns what was said. Precision asks: of all that was said to be a shirt, how much is one?
Fails: precision_looks_down_the_column, recall_looks_along_the_row
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.per_class_scores)
def per_class_scores(matrix):
    hits = np.diag(matrix)
    predicted, support = matrix.sum(axis=0), matrix.sum(axis=1)
    precision = hits / np.maximum(support, 1)
    recall = hits / np.maximum(predicted, 1)
    f1 = 2 * hits / np.maximum(predicted + support, 1)
    return precision, recall, f1, support
