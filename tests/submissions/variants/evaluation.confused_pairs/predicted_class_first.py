"""Unpacks column and row in the wrong order."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.confused_pairs)
def confused_pairs(matrix, count=10):
    if count < 1:
        raise ValueError("count must be positive")
    errors = matrix * ~np.eye(len(matrix), dtype=bool)
    order = np.argsort(-errors, axis=None, kind="stable")[:count]
    rows, columns = np.unravel_index(order, errors.shape)
    return [(int(c), int(r), int(errors[r, c])) for r, c in zip(rows, columns) if errors[r, c] > 0]
