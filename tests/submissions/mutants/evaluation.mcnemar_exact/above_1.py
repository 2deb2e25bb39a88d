"""Lets p grow above 1.

Hint: With 7 against 7 both tails hold the middle. min(1, p).
Fails: is_at_most_1
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
        return 1.0
    return 2 * sum(math.comb(m, i) for i in range(k + 1)) / 2**m
