"""Takes the mean of the 15 losses up to this one.

Hint: The mean of those before comes 7 steps late. The window reaches as far to the right as to the left.
Fails: gives_one_of_the_rates
"""

import numpy as np

from fashionlab import solves, training


@solves(training.suggest_learning_rate)
def suggest_learning_rate(rates, losses):
    if len(rates) != len(losses):
        raise ValueError("rates and losses differ in length")
    finite = np.isfinite(losses)
    rates, losses = rates[finite], losses[finite]
    smooth = np.array([losses[max(0, i - 14) : i + 1].mean() for i in range(len(losses))])
    lowest = int(np.argmin(smooth))
    if lowest == 0:
        return float(rates[0])
    return float(rates[np.argmin(np.diff(smooth[: lowest + 1]))])
