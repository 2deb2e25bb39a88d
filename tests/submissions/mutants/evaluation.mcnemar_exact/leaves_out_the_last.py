"""The sum stops before k.

Hint: range(k) ends at k - 1. What was observed, k, belongs to the tail.
Fails: doubles_the_tail_of_fair_coins, is_exact_with_few_images
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
    return min(1.0, 2 * sum(math.comb(m, i) for i in range(k)) / 2**m) if m else 1.0
