"""Does not compare the lengths.

Hint: NumPy stretches an array of length 1. Compare the lengths and raise a ValueError.
Fails: refuses_answers_for_other_images
"""

import math

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.mcnemar_exact)
def mcnemar_exact(right_a, right_b):
    only_a, only_b = int(np.sum(right_a & ~right_b)), int(np.sum(right_b & ~right_a))
    m, k = only_a + only_b, min(only_a, only_b)
    return min(1.0, 2 * sum(math.comb(m, i) for i in range(k + 1)) / 2**m)
