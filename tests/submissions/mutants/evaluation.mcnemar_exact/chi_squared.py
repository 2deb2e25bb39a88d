"""Uses the chi-squared distribution, which is an approximation.

Hint: The approximation is poor for ten images. The exact test counts the ways.
Fails: is_exact_with_few_images, doubles_the_tail_of_fair_coins
"""

import numpy as np
from scipy.stats import chi2

from fashionlab import evaluation, solves


@solves(evaluation.mcnemar_exact)
def mcnemar_exact(right_a, right_b):
    if len(right_a) != len(right_b):
        raise ValueError("lengths")
    only_a, only_b = int(np.sum(right_a & ~right_b)), int(np.sum(right_b & ~right_a))
    m = only_a + only_b
    if m == 0:
        return 1.0
    return float(chi2.sf((only_a - only_b) ** 2 / m, 1))
