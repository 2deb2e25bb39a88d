"""Gives the share of the right class instead of the count.

Hint: The third number is how many: a whole number.
Fails: lists_the_most_frequent_first
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.confused_pairs)
def confused_pairs(matrix, count=10):
    if count < 1:
        raise ValueError("count")
    support = np.maximum(matrix.sum(axis=1), 1)
    pairs = [(i, j, float(n / support[i])) for (i, j), n in np.ndenumerate(matrix) if i != j and n]
    return sorted(pairs, key=lambda pair: (-pair[2], pair[0], pair[1]))[:count]
