"""Takes the second model for the worse one.

Hint: The second model may be the better one. k is the smaller number, whichever it is.
Fails: the_better_model_may_be_the_second
"""

import math

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.mcnemar_exact)
def mcnemar_exact(right_a, right_b):
    if len(right_a) != len(right_b):
        raise ValueError("lengths")
    only_a, only_b = int(np.sum(right_a & ~right_b)), int(np.sum(right_b & ~right_a))
    m, k = only_a + only_b, only_b
    return min(1.0, 2 * sum(math.comb(m, i) for i in range(k + 1)) / 2**m)
