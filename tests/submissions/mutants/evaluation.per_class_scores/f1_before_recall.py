"""Returns F1 in the second place and recall in the third.

Hint: The order is precision, recall, f1, support.
Fails: recall_looks_along_the_row, f1_is_the_harmonic_mean
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.per_class_scores)
def per_class_scores(matrix):
    hits = np.diag(matrix); a, b = matrix.sum(0), matrix.sum(1)
    return hits / np.maximum(a, 1), 2 * hits / np.maximum(a + b, 1), hits / np.maximum(b, 1), b
