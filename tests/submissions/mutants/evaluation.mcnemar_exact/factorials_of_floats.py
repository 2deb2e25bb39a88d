"""Computes with numbers of limited size, factorials of floats or powers of NumPy integers.

Hint: 170! is the largest factorial a float can hold, and a NumPy integer has 64 bits: int(np.sum(...)) makes one that grows. math.comb works with whole numbers.
Fails: works_with_a_thousand_tosses
"""

import numpy as np
from scipy.special import factorial

from fashionlab import evaluation, solves


@solves(evaluation.mcnemar_exact)
def mcnemar_exact(right_a, right_b):
    if len(right_a) != len(right_b):
        raise ValueError("lengths")
    only_a, only_b = int(np.sum(right_a & ~right_b)), int(np.sum(right_b & ~right_a))
    m, k = only_a + only_b, min(only_a, only_b)
    ways = [factorial(m) / factorial(i) / factorial(m - i) / 2.0**m for i in range(k + 1)]
    return float(min(1.0, 2 * sum(ways)))
