"""Divides the change by the distance of two rates.

Hint: From 0.000001 to 0.000002 is a tiny distance, so any change there looks steep. Every step counts the same: divide by nothing, or use the logarithm of the rates.
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
    counts = np.convolve(np.ones(len(losses)), np.ones(15), "same")
    smooth = np.convolve(losses, np.ones(15), "same") / counts
    lowest = max(int(np.argmin(smooth)), 1)
    falls = np.diff(smooth[: lowest + 1]) / np.diff(rates[: lowest + 1])
    return float(rates[np.argmin(falls)])
