"""Counts the losses beyond both ends as 0.

Hint: np.convolve takes what is missing at the ends as 0, and the mean drops there. Divide by how many losses there are in the window.
Fails: reads_the_ends_right
"""

import numpy as np

from fashionlab import solves, training


@solves(training.suggest_learning_rate)
def suggest_learning_rate(rates, losses):
    if len(rates) != len(losses):
        raise ValueError("rates and losses differ in length")
    finite = np.isfinite(losses)
    rates, losses = rates[finite], losses[finite]
    smooth = np.convolve(losses, np.ones(15), "same") / 15
    lowest = max(int(np.argmin(smooth)), 1)
    falls = np.diff(smooth[: lowest + 1])
    return float(rates[np.argmin(falls)])
