"""Counts all images that each model gets right.

Hint: Only the images count that one model gets right and the other wrong: right_a & ~right_b.
Fails: doubles_the_tail_of_fair_coins, the_better_model_may_be_the_second
"""

import math

from fashionlab import evaluation, solves


@solves(evaluation.mcnemar_exact)
def mcnemar_exact(right_a, right_b):
    if len(right_a) != len(right_b):
        raise ValueError("lengths")
    a, b = int(right_a.sum()), int(right_b.sum())
    m, k = a + b, min(a, b)
    return min(1.0, 2 * sum(math.comb(m, i) for i in range(k + 1)) / 2 ** m)
