"""Makes floats of the counts before it adds them up.

Hint: The support is a count: sum the integers of the matrix itself.
Fails: support_counts_the_examples
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.per_class_scores)
def per_class_scores(matrix):
    m = matrix.astype(float)
    hits = np.diag(m); a, b = m.sum(0), m.sum(1)
    return hits / np.maximum(a, 1), hits / np.maximum(b, 1), 2 * hits / np.maximum(a + b, 1), b
