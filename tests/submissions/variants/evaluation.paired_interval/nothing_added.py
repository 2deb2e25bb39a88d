"""The mean of the differences and its standard error."""

import numpy as np
from scipy import stats

from fashionlab import evaluation, solves


@solves(evaluation.paired_interval)
def paired_interval(right_a, right_b, *, confidence=0.95):
    if len(right_a) != len(right_b):
        raise ValueError("The arrays must be equally long.")
    if not 0 < confidence < 1:
        raise ValueError("The confidence must be between 0 and 1.")
    d = right_a.astype(float) - right_b.astype(float)
    half = stats.norm.ppf((1 + confidence) / 2) * np.std(d) / np.sqrt(len(d))
    return d.mean(), max(-1, d.mean() - half), min(1, d.mean() + half)
