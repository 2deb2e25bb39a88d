"""Takes the mean of the rates, too.

Hint: Only the losses are shaky. The answer is one of `rates`, as they were passed in.
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
    windows = [slice(max(0, i - 7), i + 8) for i in range(len(losses))]
    smooth = np.array([losses[window].mean() for window in windows])
    rates = np.array([rates[window].mean() for window in windows])
    lowest = int(np.argmin(smooth))
    if lowest == 0:
        return float(rates[0])
    return float(rates[np.argmin(np.diff(smooth[: lowest + 1]))])
