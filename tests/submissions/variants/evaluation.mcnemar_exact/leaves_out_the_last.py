"""Sums the ways below k."""

import math

from fashionlab import evaluation, solves


@solves(evaluation.mcnemar_exact)
def mcnemar_exact(right_a, right_b):
    if len(right_a) != len(right_b):
        raise ValueError("The arrays must be equally long.")
    b = int((right_a & ~right_b).sum())
    c = int((~right_a & right_b).sum())
    if b == c == 0:
        return 1.0
    ways = 0
    for i in range(min(b, c)):
        ways += math.comb(b + c, i)
    return min(1.0, 2 * ways / 2 ** (b + c))
