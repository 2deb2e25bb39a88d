"""Writes other numbers over nan and inf, in the array that was passed in.

Hint: The array belongs to the caller. losses[np.isfinite(losses)] is a new one without them.
Fails: leaves_the_losses_unchanged
"""

import numpy as np

from fashionlab import training, solves


@solves(training.suggest_learning_rate)
def suggest_learning_rate(rates, losses):
    if len(rates) != len(losses):
        raise ValueError("lengths")
    losses[~np.isfinite(losses)] = np.nanmax(losses[np.isfinite(losses)])
    s = np.array([losses[max(0, i - 7):i + 8].mean() for i in range(len(losses))])
    low = s.argmin()
    return float(rates[np.diff(s[:low + 1]).argmin()]) if low else float(rates[0])
