"""The statistic of the textbook, (b - c)^2 / (b + c)."""

import numpy as np
from scipy import stats

from fashionlab import evaluation, solves


@solves(evaluation.mcnemar_exact)
def mcnemar_exact(right_a, right_b):
    if len(right_a) != len(right_b):
        raise ValueError("The arrays must be equally long.")
    b = int(np.logical_and(right_a, np.logical_not(right_b)).sum())
    c = int(np.logical_and(right_b, np.logical_not(right_a)).sum())
    if b + c == 0:
        return 1.0
    statistic = (b - c) ** 2 / (b + c)
    return float(1 - stats.chi2.cdf(statistic, df=1))
