"""Looks for the steepest of no steps when the loss only rises.

Hint: When the smoothed loss is lowest at the first rate, there is no step before it: return the first rate.
Fails: gives_the_first_rate_where_nothing_falls
"""

import numpy as np

from fashionlab import training, solves


@solves(training.suggest_learning_rate)
def suggest_learning_rate(rates, losses):
    if len(rates) != len(losses):
        raise ValueError("lengths")
    ok = np.isfinite(losses)
    r, l = rates[ok], losses[ok]
    s = np.array([l[max(0, i - 7):i + 8].mean() for i in range(len(l))])
    return float(r[np.diff(s[:s.argmin() + 1]).argmin()])
