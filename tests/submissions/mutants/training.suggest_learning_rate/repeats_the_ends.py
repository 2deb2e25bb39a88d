"""Repeats the first and the last loss where there are fewer than 15.

Hint: A first loss that is low by luck counts eight times. Take the mean of those that are there.
Fails: means_at_the_start_are_of_fewer
"""

import numpy as np

from fashionlab import solves, training


@solves(training.suggest_learning_rate)
def suggest_learning_rate(rates, losses):
    if len(rates) != len(losses):
        raise ValueError("rates and losses differ in length")
    finite = np.isfinite(losses)
    rates, losses = rates[finite], losses[finite]
    padded = np.pad(losses, 7, mode="edge")
    smooth = np.convolve(padded, np.full(15, 1 / 15), mode="valid")
    lowest = int(np.argmin(smooth))
    if lowest == 0:
        return float(rates[0])
    return float(rates[np.argmin(np.diff(smooth[: lowest + 1]))])
