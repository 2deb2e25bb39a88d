"""Lets a confidence of 0 through.

Hint: A confidence of 0 makes an interval without a width. It must be above 0.
Fails: refuses_no_confidence_at_all
"""

from statistics import NormalDist

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.paired_interval)
def paired_interval(right_a, right_b, *, confidence=0.95):
    if len(right_a) != len(right_b):
        raise ValueError("lengths")
    if confidence < 0 or confidence >= 1:
        raise ValueError("confidence")
    n = len(right_a)
    only_a, only_b = np.sum(right_a & ~right_b), np.sum(right_b & ~right_a)
    a, b = (only_a + 1) / (n + 2), (only_b + 1) / (n + 2)
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    margin = z * np.sqrt((a + b - (a - b) ** 2) / (n + 2))
    return (only_a - only_b) / n, max(a - b - margin, -1.0), min(a - b + margin, 1.0)
