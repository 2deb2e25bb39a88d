"""Leaves nan and inf among the losses.

Hint: A mean with nan in it is nan, and np.argmin takes nan for the smallest. Keep only what np.isfinite calls a number.
Fails: leaves_out_what_is_not_finite
"""

import numpy as np

from fashionlab import solves, training


@solves(training.suggest_learning_rate)
def suggest_learning_rate(rates, losses):
    if len(rates) != len(losses):
        raise ValueError("rates and losses differ in length")
    counts = np.convolve(np.ones(len(losses)), np.ones(15), "same")
    smooth = np.convolve(losses, np.ones(15), "same") / counts
    lowest = max(int(np.argmin(smooth)), 1)
    falls = np.diff(smooth[: lowest + 1])
    return float(rates[np.argmin(falls)])
