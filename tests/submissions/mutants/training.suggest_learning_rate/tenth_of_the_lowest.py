"""Takes a tenth of the rate at which the loss is lowest.

Hint: That is another rule of thumb. This exercise asks for the place where the smoothed loss falls most steeply.
Fails: finds_the_steepest_fall
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
    return float(rates[lowest] / 10)
