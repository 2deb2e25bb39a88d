"""Takes it for granted that there are ten classes.

Hint: The matrix has as many rows as there are classes: len(matrix).
Fails: precision_looks_down_the_column
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.per_class_scores)
def per_class_scores(matrix):
    out = np.zeros((3, 10)); s = np.zeros(10, int)
    for c in range(10):
        a, b, h = matrix[:, c].sum(), matrix[c].sum(), matrix[c, c]
        out[:, c] = h / max(a, 1), h / max(b, 1), 2 * h / max(a + b, 1); s[c] = b
    return (*out, s)
