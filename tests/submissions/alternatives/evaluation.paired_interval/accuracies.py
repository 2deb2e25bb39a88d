"""The difference comes from the two accuracies; z comes from a table when it can."""

import math

import numpy as np
from scipy.stats import norm

from fashionlab import evaluation, solves


@solves(evaluation.paired_interval)
def paired_interval(right_a, right_b, *, confidence=0.95):
    if len(right_a) != len(right_b):
        raise ValueError("different lengths")
    if not 0 < confidence < 1:
        raise ValueError("confidence out of range")
    n = len(right_a)
    differ = np.count_nonzero(right_a != right_b)
    lead = np.count_nonzero(right_a) - np.count_nonzero(right_b)
    z = 1.96 if confidence == 0.95 else norm.ppf(0.5 + confidence / 2)
    middle = lead / (n + 2)
    margin = z * math.sqrt(((differ + 2) / (n + 2) - middle**2) / (n + 2))
    return np.mean(right_a) - np.mean(right_b), max(middle - margin, -1), min(middle + margin, 1)
