"""Puts 0 in the place of losses that are nan or inf.

Hint: A loss of 0 is the lowest there is, and the way down to it the steepest. Leave such steps out.
Fails: leaves_out_what_is_not_finite
"""

import numpy as np

from fashionlab import solves, training


@solves(training.suggest_learning_rate)
def suggest_learning_rate(rates, losses):
    if len(rates) != len(losses):
        raise ValueError("rates and losses differ in length")
    losses = np.where(np.isfinite(losses), losses, 0.0)
    smooth = np.array([losses[max(0, i - 7) : i + 8].mean() for i in range(len(losses))])
    lowest = int(np.argmin(smooth))
    if lowest == 0:
        return float(rates[0])
    return float(rates[np.argmin(np.diff(smooth[: lowest + 1]))])
