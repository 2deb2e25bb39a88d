"""Writes the means into the array that was passed in.

Hint: `losses[i] = ...` changes the caller's array, and later means are of means. Write into a new array.
Fails: leaves_the_losses_unchanged
"""

import numpy as np

from fashionlab import solves, training


@solves(training.suggest_learning_rate)
def suggest_learning_rate(rates, losses):
    if len(rates) != len(losses):
        raise ValueError("rates and losses differ in length")
    for i in range(len(losses)):
        losses[i] = losses[max(0, i - 7) : i + 8].mean()
    finite = np.isfinite(losses)
    rates, smooth = rates[finite], losses[finite]
    lowest = max(int(np.argmin(smooth)), 1)
    return float(rates[np.argmin(np.diff(smooth[: lowest + 1]))])
