"""Of equally frequent pairs the lower predicted class comes first.

Hint: The right class decides first, the predicted one only among those with the same right class.
Fails: equal_ones_keep_the_order_of_the_matrix
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.confused_pairs)
def confused_pairs(matrix, count=10):
    if count < 1:
        raise ValueError("count")
    pairs = [(i, j, int(n)) for (i, j), n in np.ndenumerate(matrix) if i != j and n]
    return sorted(pairs, key=lambda pair: (-pair[2], pair[1], pair[0]))[:count]
