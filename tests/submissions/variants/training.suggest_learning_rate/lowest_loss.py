"""A loop for the means, and the rate where the mean is smallest."""

import numpy as np

from fashionlab import solves, training


@solves(training.suggest_learning_rate)
def suggest_learning_rate(rates, losses):
    if len(rates) != len(losses):
        raise ValueError("lengths")
    ok = np.isfinite(losses)
    r, values = rates[ok], losses[ok]
    means = [values[max(0, i - 7) : i + 8].mean() for i in range(len(values))]
    return r[int(np.argmin(means))]
