"""Never compares the two lengths.

Hint: Without a test, NumPy stops with an error of its own, or nothing stops at all. Say what is wrong: `raise ValueError(...)`.
Fails: refuses_losses_that_do_not_fit
"""

import numpy as np

from fashionlab import solves, training


@solves(training.suggest_learning_rate)
def suggest_learning_rate(rates, losses):
    finite = np.isfinite(losses)
    rates, losses = rates[finite], losses[finite]
    counts = np.convolve(np.ones(len(losses)), np.ones(15), "same")
    smooth = np.convolve(losses, np.ones(15), "same") / counts
    lowest = max(int(np.argmin(smooth)), 1)
    falls = np.diff(smooth[: lowest + 1])
    return float(rates[np.argmin(falls)])
