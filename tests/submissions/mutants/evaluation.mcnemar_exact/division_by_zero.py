"""Divides by the number of images on which they differ, also when that is 0.

Hint: With m = 0 nothing tells the models apart: return 1.
Fails: is_1_where_they_never_differ
"""

import numpy as np
from scipy.stats import binom

from fashionlab import evaluation, solves


@solves(evaluation.mcnemar_exact)
def mcnemar_exact(right_a, right_b):
    if len(right_a) != len(right_b):
        raise ValueError("lengths")
    only_a, only_b = int(np.sum(right_a & ~right_b)), int(np.sum(right_b & ~right_a))
    m = only_a + only_b
    shift = abs(only_a - only_b) / m
    return float(min(1.0, 2 * binom.cdf((m - shift * m) / 2, m, 0.5)))
