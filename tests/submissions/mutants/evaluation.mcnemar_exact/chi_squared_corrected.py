"""Uses the chi-squared distribution with a correction, still an approximation.

Hint: The correction helps and is not exact. Count the ways: math.comb.
Fails: is_exact_with_few_images
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
    return float(chi2.sf(max(abs(only_a - only_b) - 1, 0) ** 2 / m, 1))
