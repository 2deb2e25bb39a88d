"""Divides the hits of each class by the number of all examples.

Hint: Precision compares with what was said to be this class, recall with what is of this class.
Fails: precision_looks_down_the_column, recall_looks_along_the_row
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.per_class_scores)
def per_class_scores(matrix):
    hits = np.diag(matrix)
    support = matrix.sum(axis=1)
    share = hits / max(matrix.sum(), 1)
    return share, share, share, support
