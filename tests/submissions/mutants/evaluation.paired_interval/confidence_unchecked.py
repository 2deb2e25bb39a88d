"""Takes any confidence, and returns nan for 95.

Hint: scipy answers a quantile above 1 with nan. Refuse it with a ValueError.
Fails: refuses_a_confidence_in_percent, refuses_no_confidence_at_all
"""

import numpy as np
from scipy.stats import norm

from fashionlab import evaluation, solves


@solves(evaluation.paired_interval)
def paired_interval(right_a, right_b, *, confidence=0.95):
    if len(right_a) != len(right_b):
        raise ValueError("lengths")
    n = len(right_a)
    only_a, only_b = np.sum(right_a & ~right_b), np.sum(right_b & ~right_a)
    a, b = (only_a + 1) / (n + 2), (only_b + 1) / (n + 2)
    z = norm.ppf((1 + confidence) / 2)
    margin = z * np.sqrt((a + b - (a - b) ** 2) / (n + 2))
    return (only_a - only_b) / n, max(a - b - margin, -1.0), min(a - b + margin, 1.0)
