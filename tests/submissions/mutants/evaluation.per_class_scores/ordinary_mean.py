"""F1 is the ordinary mean of precision and recall.

Hint: The harmonic mean, 2 p r / (p + r), is low when either is low.
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
    return precision, recall, (precision + recall) / 2, support
