"""Compares two separate sets of images, as if each model had its own.

Hint: Both models saw the same images: what both get right cancels out. Count where they differ.
Fails: counts_only_where_they_differ, agreeing_is_no_proof_of_being_equal
"""

from statistics import NormalDist

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.paired_interval)
def paired_interval(right_a, right_b, *, confidence=0.95):
    if len(right_a) != len(right_b):
        raise ValueError("lengths")
    if not 0 < confidence < 1:
        raise ValueError("confidence")
    n = len(right_a)
    a, b = np.mean(right_a), np.mean(right_b)
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    margin = z * np.sqrt((a * (1 - a) + b * (1 - b)) / n)
    return a - b, max(a - b - margin, -1.0), min(a - b + margin, 1.0)
