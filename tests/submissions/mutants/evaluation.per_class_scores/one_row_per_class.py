"""Returns one row per class instead of four arrays.

Hint: Return four arrays, precision, recall, F1 and support, each with one number per class.
Fails: precision_looks_down_the_column, support_counts_the_examples
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.per_class_scores)
def per_class_scores(matrix):
    hits = np.diag(matrix)
    predicted, support = matrix.sum(axis=0), matrix.sum(axis=1)
    precision = hits / np.maximum(predicted, 1)
    recall = hits / np.maximum(support, 1)
    f1 = 2 * hits / np.maximum(predicted + support, 1)
    return list(zip(precision, recall, f1, support))
