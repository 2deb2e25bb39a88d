"""Looks at the first hundred losses only.

Hint: A range test may have more steps. len(losses) says how many.
Fails: takes_as_many_rates_as_there_are
"""

import numpy as np

from fashionlab import solves, training


@solves(training.suggest_learning_rate)
def suggest_learning_rate(rates, losses):
    if len(rates) != len(losses):
        raise ValueError("rates and losses differ in length")
    finite = np.isfinite(losses)
    rates, losses = rates[finite], losses[finite]
    rates, losses = rates[:100], losses[:100]
    smooth = np.array([losses[max(0, i - 7) : i + 8].mean() for i in range(len(losses))])
    lowest = int(np.argmin(smooth))
    if lowest == 0:
        return float(rates[0])
    return float(rates[np.argmin(np.diff(smooth[: lowest + 1]))])
