"""Adds up all classes before it divides.

Hint: One number per class is asked for: keep the classes apart, with axis=0 and axis=1.
Fails: precision_looks_down_the_column, recall_looks_along_the_row, f1_is_the_harmonic_mean, support_counts_the_examples
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.per_class_scores)
def per_class_scores(matrix):
    share = np.trace(matrix) / max(matrix.sum(), 1)
    return share, share, share, matrix.sum()
