"""Lets a confidence of 1 pass.

Hint: To be certain, the interval would have to reach from -1 to 1, whatever the answers are. Test 0 < confidence < 1, with < twice.
Fails: refuses_a_confidence_in_percent
"""

import numpy as np
from scipy.stats import norm

from fashionlab import evaluation, solves


@solves(evaluation.paired_interval)
def paired_interval(right_a, right_b, *, confidence=0.95):
    if len(right_a) != len(right_b):
        raise ValueError("Expected answers for the same images.")
    if not 0 < confidence <= 1:
        raise ValueError(f"Expected a confidence between 0 and 1. Received: {confidence}.")
    n = len(right_a)
    only_a, only_b = int(np.sum(right_a & ~right_b)), int(np.sum(right_b & ~right_a))
    a, b = (only_a + 1) / (n + 2), (only_b + 1) / (n + 2)
    margin = norm.ppf((1 + confidence) / 2) * np.sqrt((a + b - (a - b) ** 2) / (n + 2))
    return (only_a - only_b) / n, float(max(a - b - margin, -1)), float(min(a - b + margin, 1))
