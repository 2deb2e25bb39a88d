"""The slice ends one too early: the mean is of 14 losses.

Hint: A slice ends before its second number: losses[i - 7 : i + 8] has 15.
Fails: takes_the_mean_of_fifteen
"""

import numpy as np

from fashionlab import solves, training


@solves(training.suggest_learning_rate)
def suggest_learning_rate(rates, losses):
    if len(rates) != len(losses):
        raise ValueError("rates and losses differ in length")
    finite = np.isfinite(losses)
    rates, losses = rates[finite], losses[finite]
    smooth = np.array([losses[max(0, i - 7) : i + 7].mean() for i in range(len(losses))])
    lowest = int(np.argmin(smooth))
    if lowest == 0:
        return float(rates[0])
    return float(rates[np.argmin(np.diff(smooth[: lowest + 1]))])
