"""A class that is never predicted counts as perfectly precise.

Hint: It was never wrong, and never right either. The exercise says 0.0.
Fails: scores_0_for_a_class_never_predicted
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.per_class_scores)
def per_class_scores(matrix):
    hits = np.diag(matrix)
    predicted, support = matrix.sum(axis=0), matrix.sum(axis=1)
    precision = np.where(predicted == 0, 1.0, hits / np.maximum(predicted, 1))
    recall = hits / np.maximum(support, 1)
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-12)
    return precision, recall, f1, support
