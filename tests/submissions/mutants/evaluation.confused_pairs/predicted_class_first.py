"""Takes the row for the predicted class.

Hint: Row: the right class. Column: the predicted one.
Fails: lists_the_most_frequent_first
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.confused_pairs)
def confused_pairs(matrix, count=10):
    if count < 1:
        raise ValueError("count")
    pairs = [(j, i, int(n)) for (i, j), n in np.ndenumerate(matrix) if i != j and n]
    return sorted(pairs, key=lambda pair: (-pair[2], pair[1], pair[0]))[:count]
