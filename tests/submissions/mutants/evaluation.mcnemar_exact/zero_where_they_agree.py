"""Says p = 0 where the models never differ.

Hint: p is small when luck does not explain it. Here there is nothing to explain: p is 1.
Fails: is_1_where_they_never_differ
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
    if m == 0:
        return 0.0
    return min(1.0, 2 * sum(math.comb(m, i) for i in range(k + 1)) / 2**m)
