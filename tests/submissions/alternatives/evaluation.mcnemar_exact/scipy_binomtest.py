"""scipy's exact test of a fair coin."""

import numpy as np
from scipy import stats

from fashionlab import evaluation, solves


@solves(evaluation.mcnemar_exact)
def mcnemar_exact(right_a, right_b):
    if right_a.shape != right_b.shape:
        raise ValueError("These are not the same images.")
    wins, losses = np.sum(right_a > right_b), np.sum(right_a < right_b)
    if wins + losses == 0:
        return 1.0
    return stats.binomtest(int(wins), int(wins + losses)).pvalue
