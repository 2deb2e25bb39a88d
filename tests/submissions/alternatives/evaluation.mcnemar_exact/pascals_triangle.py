"""Tosses one coin after the other: the probabilities of 0, 1, 2, ... heads, averaged again and again."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.mcnemar_exact)
def mcnemar_exact(right_a, right_b):
    if np.size(right_a) != np.size(right_b):
        raise ValueError("sizes")
    decided = right_a ^ right_b
    heads = np.array([1.0])
    for _ in range(np.count_nonzero(decided)):
        heads = (np.append(heads, 0) + np.append(0, heads)) / 2
    k = min(np.count_nonzero(right_a & decided), np.count_nonzero(right_b & decided))
    return np.minimum(2 * heads[: k + 1].sum(), 1)
