"""Looks only at the places above the diagonal.

Hint: A shirt taken for a coat stands above the diagonal, a coat taken for a shirt below it.
Fails: lists_the_most_frequent_first, lists_as_many_as_asked_for
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.confused_pairs)
def confused_pairs(matrix, count=10):
    if count < 1:
        raise ValueError("count")
    pairs = [(i, j, int(n)) for (i, j), n in np.ndenumerate(matrix) if i < j and n]
    return sorted(pairs, key=lambda pair: (-pair[2], pair[0], pair[1]))[:count]
