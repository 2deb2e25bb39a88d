"""F1 lacks its factor of 2.

Hint: With precision and recall both 1, F1 is 1: the formula has a 2 in front.
Fails: f1_is_the_harmonic_mean
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.per_class_scores)
def per_class_scores(matrix):
    hits = np.diag(matrix)
    predicted, support = matrix.sum(axis=0), matrix.sum(axis=1)
    precision = hits / np.maximum(predicted, 1)
    recall = hits / np.maximum(support, 1)
    f1 = hits / np.maximum(predicted + support, 1)
    return precision, recall, f1, support
