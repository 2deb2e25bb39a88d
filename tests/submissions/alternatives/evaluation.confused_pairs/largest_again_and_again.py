"""Takes the largest mistake again and again, and strikes it out."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.confused_pairs)
def confused_pairs(matrix, count=10):
    if count < 1:
        raise ValueError("Nothing to list.")
    left = matrix.copy()
    np.fill_diagonal(left, 0)
    found = []
    while len(found) < count and left.max() > 0:
        i, j = np.unravel_index(np.argmax(left), left.shape)
        found.append([i, j, left[i, j]])
        left[i, j] = 0
    return found
