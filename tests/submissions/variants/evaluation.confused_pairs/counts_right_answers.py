"""Takes the largest again and again, the diagonal included."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.confused_pairs)
def confused_pairs(matrix, count=10):
    if count < 1:
        raise ValueError("count must be positive")
    rest = matrix.astype(float)
    pairs = []
    for _ in range(count):
        row, column = np.unravel_index(rest.argmax(), rest.shape)
        if rest[row, column] <= 0:
            break
        pairs.append((int(row), int(column), int(rest[row, column])))
        rest[row, column] = -1
    return pairs
