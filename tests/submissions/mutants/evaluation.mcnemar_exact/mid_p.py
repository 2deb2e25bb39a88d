"""Counts half of what was observed (the mid-p test).

Hint: The mid-p value is another test. The exact one counts what was observed in full.
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
    tail = sum(math.comb(m, i) for i in range(k + 1)) - math.comb(m, k) / 2
    return float(min(1.0, 2 * tail / 2**m))
