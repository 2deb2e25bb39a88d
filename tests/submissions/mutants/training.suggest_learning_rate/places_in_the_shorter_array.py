"""Takes places in a smoothed array that has lost its ends for places in rates.

Hint: np.convolve(..., "valid") leaves out 7 losses at each end: place 0 belongs to rates[7]. Better keep the ends, with the mean of fewer.
Fails: finds_the_steepest_fall
"""

import numpy as np

from fashionlab import training, solves


@solves(training.suggest_learning_rate)
def suggest_learning_rate(rates, losses):
    if len(rates) != len(losses):
        raise ValueError("lengths")
    ok = np.isfinite(losses)
    r, l = rates[ok], losses[ok]
    s = np.convolve(l, np.ones(15) / 15, "valid")
    low = s.argmin()
    return float(r[np.diff(s[:low + 1]).argmin()]) if low else float(r[0])
