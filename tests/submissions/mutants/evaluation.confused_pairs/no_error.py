"""A count of 0 gives an empty list.

Hint: The exercise asks for a ValueError when count is less than 1.
Fails: refuses_to_list_none
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.confused_pairs)
def confused_pairs(matrix, count=10):
    pairs = [(i, j, int(n)) for (i, j), n in np.ndenumerate(matrix) if i != j and n]
    return sorted(pairs, key=lambda pair: (-pair[2], pair[0], pair[1]))[:count]
