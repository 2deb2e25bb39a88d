"""Looks for the lowest loss before smoothing.

Hint: The lowest single loss may be a lucky batch in the explosion. Look for the lowest of the means.
Fails: stays_below_the_explosion
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
    low = l.argmin()
    return float(r[np.diff(s[:low + 1]).argmin()]) if low else float(r[0])
