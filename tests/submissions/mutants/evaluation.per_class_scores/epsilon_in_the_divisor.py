"""Adds a small number to every divisor, which makes every score a little too small.

Hint: An epsilon of 0.001 changes all scores to mend a few. Mend those few.
Fails: precision_looks_down_the_column, recall_looks_along_the_row, f1_is_the_harmonic_mean
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.per_class_scores)
def per_class_scores(matrix):
    hits = np.diag(matrix)
    predicted, support = matrix.sum(axis=0), matrix.sum(axis=1)
    precision = hits / (predicted + 1e-3)
    recall = hits / (support + 1e-3)
    f1 = 2 * precision * recall / (precision + recall + 1e-3)
    return precision, recall, f1, support
