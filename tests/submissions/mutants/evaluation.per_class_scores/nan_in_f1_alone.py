"""Mends precision and recall, and forgets that F1 divides, too.

Hint: A class with precision 0 and recall 0 has p + r = 0. Its F1 is 0.0, not nan.
Fails: scores_0_for_a_class_never_predicted, scores_0_for_a_class_that_never_occurs
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.per_class_scores)
def per_class_scores(matrix):
    hits = np.diag(matrix)
    predicted, support = matrix.sum(axis=0), matrix.sum(axis=1)
    precision = hits / np.maximum(predicted, 1)
    recall = hits / np.maximum(support, 1)
    with np.errstate(all="ignore"):
        f1 = 2 * precision * recall / (precision + recall)
    return precision, recall, f1, support
