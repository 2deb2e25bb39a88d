"""Cuts the list at count, and nowhere else."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.confused_pairs)
def confused_pairs(matrix, count=10):
    if count < 1:
        raise ValueError("count must be positive")
    errors = matrix.copy()
    np.fill_diagonal(errors, -1)
    order = np.argsort(-errors.ravel(), kind="stable")
    order = [k for k in order if errors.ravel()[k] >= 0][:count]
    return [(int(k // len(errors)), int(k % len(errors)), int(errors.ravel()[k])) for k in order]
