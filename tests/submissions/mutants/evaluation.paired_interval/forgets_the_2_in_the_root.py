"""Divides by n inside the root.

Hint: One image was added to A and one to B: it is n + 2 everywhere.
Fails: counts_only_where_they_differ, agreeing_is_no_proof_of_being_equal
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
    margin = z * np.sqrt((a + b - (a - b) ** 2) / n)
    return (A - B) / n, max(-1, a - b - margin), min(1, a - b + margin)
