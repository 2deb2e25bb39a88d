"""Works on the differences -1, 0 and 1 of the images, with two more added: their mean and variance."""

import numpy as np
from scipy import special

from fashionlab import evaluation, solves


@solves(evaluation.paired_interval)
def paired_interval(right_a, right_b, *, confidence=0.95):
    if right_a.shape != right_b.shape:
        raise ValueError("not the same images")
    if not (0 < confidence < 1):
        raise ValueError("not a confidence")
    steps = right_a.astype(int) - right_b.astype(int)
    more = np.append(steps, [1, -1])
    # The variance of -1, 0 and 1 is a + b - (a - b) ** 2.
    margin = special.ndtri((1 + confidence) / 2) * more.std() / len(more) ** 0.5
    low, high = more.mean() - margin, more.mean() + margin
    return np.array([steps.mean(), max(low, -1), min(high, 1)])
