"""Multiplies the number of ways by a power of 0.5, which a float cannot hold for many images.

Hint: 0.5 ** 1250 is 0 in a float, and math.comb(1250, 600) is larger than any. Divide whole numbers.
Fails: works_with_a_thousand_tosses
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
    return min(1.0, 2 * sum(math.comb(m, i) * 0.5**m for i in range(k + 1)))
