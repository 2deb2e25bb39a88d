"""Leaves nan where 0 is divided by 0.

Hint: 0 / 0 is nan in NumPy. The exercise asks for 0.0 there.
Fails: scores_0_for_a_class_never_predicted, scores_0_for_a_class_that_never_occurs
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.per_class_scores)
def per_class_scores(matrix):
    hits = np.diag(matrix)
    predicted, support = matrix.sum(axis=0), matrix.sum(axis=1)
    with np.errstate(all="ignore"):
        precision = hits / predicted
        recall = hits / support
        f1 = 2 * hits / (predicted + support)
    return precision, recall, f1, support
