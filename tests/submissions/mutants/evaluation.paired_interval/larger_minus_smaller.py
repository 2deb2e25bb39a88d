"""Subtracts the smaller number from the larger.

Hint: The difference is first minus second: negative when the second model is better.
Fails: the_second_may_be_the_better_one
"""

import statistics

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.paired_interval)
def paired_interval(right_a, right_b, *, confidence=0.95):
    if len(right_a) != len(right_b) or not 0 < confidence < 1:
        raise ValueError("arguments")
    n = len(right_a)
    A, B = np.sum(right_a & ~right_b), np.sum(~right_a & right_b)
    A, B = max(A, B), min(A, B)
    a, b = (A + 1) / (n + 2), (B + 1) / (n + 2)
    z = statistics.NormalDist().inv_cdf((1 + confidence) / 2)
    margin = z * np.sqrt((a + b - (a - b) ** 2) / (n + 2))
    return (A - B) / n, max(-1, a - b - margin), min(1, a - b + margin)
