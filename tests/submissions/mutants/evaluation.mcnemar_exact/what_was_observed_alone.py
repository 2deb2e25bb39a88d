"""Takes the probability of exactly k heads.

Hint: The p-value counts everything at least as uneven: 0 heads to k heads.
Fails: doubles_the_tail_of_fair_coins
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
    return min(1.0, 2 * math.comb(m, k) / 2**m)
