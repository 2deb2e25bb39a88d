"""Fills the list up with pairs that never occur.

Hint: A count of 0 is no mistake: the list may be shorter than count.
Fails: leaves_out_what_never_occurs
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.confused_pairs)
def confused_pairs(matrix, count=10):
    if count < 1:
        raise ValueError("count")
    pairs = [(i, j, int(n)) for (i, j), n in np.ndenumerate(matrix) if i != j]
    return sorted(pairs, key=lambda pair: (-pair[2], pair[0], pair[1]))[:count]
