"""Lists ten pairs whatever count says.

Hint: count is a parameter; 10 is only its default.
Fails: lists_as_many_as_asked_for
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.confused_pairs)
def confused_pairs(matrix, count=10):
    if count < 1:
        raise ValueError("count")
    pairs = [(i, j, int(n)) for (i, j), n in np.ndenumerate(matrix) if i != j and n]
    return sorted(pairs, key=lambda pair: (-pair[2], pair[0], pair[1]))[:10]
