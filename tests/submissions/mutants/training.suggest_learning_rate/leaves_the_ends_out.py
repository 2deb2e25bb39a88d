"""Leaves out the first and last 7, which have fewer than 15 losses around them.

Hint: At both ends the mean is of the losses that are there: the fall may be among the first ones.
Fails: means_at_the_start_are_of_fewer
"""

import numpy as np

from fashionlab import solves, training


@solves(training.suggest_learning_rate)
def suggest_learning_rate(rates, losses):
    if len(rates) != len(losses):
        raise ValueError("rates and losses differ in length")
    finite = np.isfinite(losses)
    rates, losses = rates[finite], losses[finite]
    smooth = np.convolve(losses, np.ones(15) / 15, "valid")
    rates = rates[7:]
    lowest = int(np.argmin(smooth))
    if lowest == 0:
        return float(rates[0])
    return float(rates[np.argmin(np.diff(smooth[: lowest + 1]))])
