"""Takes the median of the 15 losses.

Hint: The exercise asks for the mean: np.mean, not np.median.
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
    smooth = np.array([np.median(losses[max(0, i - 7) : i + 8]) for i in range(len(losses))])
    lowest = int(np.argmin(smooth))
    if lowest == 0:
        return float(rates[0])
    return float(rates[np.argmin(np.diff(smooth[: lowest + 1]))])
