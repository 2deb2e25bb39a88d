"""A loop over the heads, with probabilities as floats."""

import math

from fashionlab import evaluation, solves


@solves(evaluation.mcnemar_exact)
def mcnemar_exact(right_a, right_b):
    if len(right_a) != len(right_b):
        raise ValueError("The arrays must be equally long.")
    b = sum(1 for x, y in zip(right_a, right_b) if x and not y)
    c = sum(1 for x, y in zip(right_a, right_b) if y and not x)
    p = 0.0
    for heads in range(min(b, c) + 1):
        p = p + math.comb(b + c, heads) * 0.5**heads * 0.5 ** (b + c - heads)
    return min(2 * p, 1.0)
