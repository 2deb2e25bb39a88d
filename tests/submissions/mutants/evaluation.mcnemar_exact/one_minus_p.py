"""Returns 1 - p.

Hint: p is how likely luck does this. It is small where the models differ clearly.
Fails: doubles_the_tail_of_fair_coins, is_1_where_they_never_differ
"""

import math

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.mcnemar_exact)
def mcnemar_exact(right_a, right_b):
    if len(right_a) != len(right_b):
        raise ValueError("lengths")
    only_a, only_b = int(np.sum(right_a & ~right_b)), int(np.sum(right_b & ~right_a))
    m, k = only_a + only_b, min(only_a, only_b)
    return 1 - min(1.0, 2 * sum(math.comb(m, i) for i in range(k + 1)) / 2**m)
