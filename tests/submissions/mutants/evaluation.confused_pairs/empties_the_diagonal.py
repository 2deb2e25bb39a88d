"""Sets the diagonal of the given matrix to 0.

Hint: np.fill_diagonal changes its argument. Work on matrix.copy().
Fails: leaves_the_counts_unchanged
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.confused_pairs)
def confused_pairs(matrix, count=10):
    if count < 1:
        raise ValueError("count")
    np.fill_diagonal(matrix, 0)
    order = np.argsort(-matrix, axis=None, kind="stable")[:count]
    places = [divmod(int(place), len(matrix)) for place in order]
    return [(i, j, int(matrix[i, j])) for i, j in places if matrix[i, j]]
