"""Cuts the interval off at 1 and not at -1.

Hint: The low end needs max(low, -1).
Fails: stays_above_minus_1
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
    a, b = (A + 1) / (n + 2), (B + 1) / (n + 2)
    z = statistics.NormalDist().inv_cdf((1 + confidence) / 2)
    margin = z * np.sqrt((a + b - (a - b) ** 2) / (n + 2))
    return (A - B) / n, a - b - margin, min(1, a - b + margin)
