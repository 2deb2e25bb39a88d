"""The lower tail from the binomial distribution."""

import numpy as np
from scipy.stats import binom

from fashionlab import evaluation, solves


@solves(evaluation.mcnemar_exact)
def mcnemar_exact(right_a, right_b):
    if len(right_a) != len(right_b):
        raise ValueError(f"{len(right_a)} != {len(right_b)}")
    differ = right_a != right_b
    wins = np.count_nonzero(right_a[differ])
    fewer = min(wins, differ.sum() - wins)
    return min(1.0, 2 * binom.cdf(fewer, differ.sum(), 0.5))
