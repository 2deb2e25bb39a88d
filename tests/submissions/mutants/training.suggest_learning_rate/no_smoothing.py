"""Looks for falls in the losses as they are.

Hint: The loss of one batch is low or high by luck. Replace each by the mean of the 15 around it first.
Fails: stands_lucky_batches
"""

import numpy as np

from fashionlab import solves, training


@solves(training.suggest_learning_rate)
def suggest_learning_rate(rates, losses):
    if len(rates) != len(losses):
        raise ValueError("rates and losses differ in length")
    finite = np.isfinite(losses)
    rates, losses = rates[finite], losses[finite]
    smooth = losses
    lowest = max(int(np.argmin(smooth)), 1)
    falls = np.diff(smooth[: lowest + 1])
    return float(rates[np.argmin(falls)])
