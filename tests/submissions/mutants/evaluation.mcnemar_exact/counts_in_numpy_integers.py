"""Counts with np.sum, and takes 2 to the power of a NumPy integer.

Hint: A NumPy integer has 64 bits, and 2**m soon needs more. int(np.sum(...)) makes a Python int, which grows.
Fails: works_with_a_thousand_tosses
"""

import math

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.mcnemar_exact)
def mcnemar_exact(right_a, right_b):
    if len(right_a) != len(right_b):
        raise ValueError("lengths")
    only_a, only_b = np.sum(right_a & ~right_b), np.sum(right_b & ~right_a)
    m, k = only_a + only_b, min(only_a, only_b)
    if m == 0:
        return 1.0
    return float(min(1.0, 2 * sum(math.comb(m, i) for i in range(k + 1)) / 2**m))
