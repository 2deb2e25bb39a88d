"""Looks for falls among all steps, the explosion too.

Hint: After the lowest loss, training explodes and the loss jumps. Leave out the steps from there on.
Fails: stays_below_the_explosion
"""

import numpy as np

from fashionlab import solves, training


@solves(training.suggest_learning_rate)
def suggest_learning_rate(rates, losses):
    if len(rates) != len(losses):
        raise ValueError("rates and losses differ in length")
    finite = np.isfinite(losses)
    rates, losses = rates[finite], losses[finite]
    counts = np.convolve(np.ones(len(losses)), np.ones(15), "same")
    smooth = np.convolve(losses, np.ones(15), "same") / counts
    falls = np.diff(smooth)
    return float(rates[np.argmin(falls)])
